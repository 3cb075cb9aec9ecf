-- Which slips and recoveries did people name since they last met, in which words?
SELECT event.kind, CASE $words WHEN 'plain' THEN level.plain ELSE level.title END AS kind_label,
    event.started_on, event.ended_on, event.title, event.note
FROM event_now AS event
JOIN level ON level.scale = 'event' AND level.code = event.kind
WHERE event.place = $place AND event.kind IN ('slip', 'recovery')
    AND event.started_on <= $until AND coalesce(event.ended_on, event.started_on) >= $since
    AND event.consent >= $consent
ORDER BY event.started_on DESC, event.title
