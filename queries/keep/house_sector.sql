-- Keep a sector of the house's own, after those it has.
INSERT INTO sector (code, title, plain, position)
SELECT $code, $title, $title, coalesce(max(position), 0) + 1 FROM sector
