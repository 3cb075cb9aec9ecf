-- Keep a part of the house's own, after those it has.
INSERT INTO part (code, title, plain, position)
SELECT $code, $title, $title, coalesce(max(position), 0) + 1 FROM part
