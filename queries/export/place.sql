-- What is this place called, and is what is held of it invented?
SELECT title, invented FROM place WHERE code = $place
