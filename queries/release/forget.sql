-- Forget a release that did not go out.
DELETE FROM release WHERE id = CAST($id AS UUID)
