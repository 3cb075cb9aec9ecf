-- Forget a release that did not go out.
DELETE FROM released_cell WHERE release = CAST($id AS UUID);
DELETE FROM release WHERE id = CAST($id AS UUID);
