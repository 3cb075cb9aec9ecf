-- Where did people want to go, from when to when? Without a last day it is not over.
SELECT held.code AS place, held.title AS place_title, event.started_on, event.ended_on,
    event.title, event.note
FROM event_now AS event
JOIN place AS held ON held.code = event.place
WHERE event.place IN ($place, $beside) AND event.kind = 'energy'
    AND event.started_on <= $until AND (event.ended_on IS NULL OR event.ended_on >= $since)
    AND event.consent >= $consent
ORDER BY held.title, event.started_on, event.title, event.id
