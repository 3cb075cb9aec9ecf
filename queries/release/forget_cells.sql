-- Forget what a release that did not go out would have shown.
DELETE FROM released_cell WHERE release = CAST($id AS UUID)
