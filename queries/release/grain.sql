-- How finely was it last chosen to release a place?
SELECT is_sensitive, half_years, together
FROM grain
WHERE place = $place
ORDER BY chosen_at DESC
LIMIT 1
