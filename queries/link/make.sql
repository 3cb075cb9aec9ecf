-- Keep a link to a place, for somebody, until some day.
INSERT INTO link (id, place, label, made_at, expires_at)
VALUES ($id, $place, $label, $made_at, $expires_at)
