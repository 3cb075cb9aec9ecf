-- Forget of which places a release that did not go out was.
DELETE FROM released_place WHERE release = CAST($id AS UUID)
