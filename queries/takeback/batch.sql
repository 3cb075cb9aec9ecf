-- Which batch is this?
SELECT kind, source FROM batch WHERE id = $batch
