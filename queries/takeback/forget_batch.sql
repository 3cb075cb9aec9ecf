-- Forget where the rows came from.
DELETE FROM batch WHERE id = $batch
