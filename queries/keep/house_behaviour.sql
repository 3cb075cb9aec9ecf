-- Keep a behaviour of the house's own, after those it has.
INSERT INTO behaviour (code, family, title, plain, position)
SELECT $code, 'Our own', $title, $title, coalesce(max(position), 0) + 1 FROM behaviour
