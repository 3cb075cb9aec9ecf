-- Which gatherings were held in this place, the latest first?
SELECT held_on, coalesce(string_agg(purpose, '; ' ORDER BY purpose), '') AS purpose
FROM gathering
WHERE place = $place
GROUP BY held_on
ORDER BY held_on DESC
