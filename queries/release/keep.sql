-- Remember that a release goes out.
INSERT INTO release (id, released_at, rules) VALUES ($id, $released_at, $rules)
