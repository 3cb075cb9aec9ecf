-- Which steps led into this place?
SELECT observed_on, place, CASE WHEN consent >= $consent THEN title END AS title, opened_by,
    altitude, CASE WHEN consent >= $consent THEN note END AS note, consent
FROM entry_step_now
WHERE place = $place
ORDER BY observed_on, id
