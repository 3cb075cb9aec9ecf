-- What was going on in this place?
SELECT started_on, ended_on, place, kind,
    CASE WHEN consent >= $consent THEN title END AS title,
    CASE WHEN consent >= $consent THEN note END AS note, consent
FROM event_now
WHERE place = $place
ORDER BY started_on, id
