-- Which links lead to this place, the latest first?
SELECT id, place, label, made_at, expires_at, revoked_at
FROM link
WHERE place = $place
ORDER BY made_at DESC, id DESC
