-- Which link has this id?
SELECT id, place, label, made_at, expires_at, revoked_at FROM link WHERE id = $id
