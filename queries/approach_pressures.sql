-- Which pressures did people name, from when to when, and which are still on at the end?
SELECT started_on, ended_on, title, note,
    ended_on IS NULL OR ended_on >= CAST($until AS DATE) AS still_on
FROM event_now
WHERE place = $place AND kind = 'pressure' AND consent >= $consent
    AND started_on <= $until AND (ended_on IS NULL OR ended_on >= $since)
ORDER BY started_on, title, id
