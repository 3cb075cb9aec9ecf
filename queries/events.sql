-- What was going on in the place? A pressure without a last day goes on.
SELECT event.kind, CASE $words WHEN 'plain' THEN level.plain ELSE level.title END AS kind_label,
    event.started_on, event.ended_on, event.title, event.note
FROM event_now AS event
JOIN level ON level.scale = 'event' AND level.code = event.kind
WHERE event.place = $place
    AND event.started_on <= $until
    AND (
        coalesce(event.ended_on, event.started_on) >= $since
        OR (event.kind = 'pressure' AND event.ended_on IS NULL)
    )
    AND event.consent >= $consent
ORDER BY event.started_on, event.title
