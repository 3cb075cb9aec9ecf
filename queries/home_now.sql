-- Which pressures are on now, and where was energy since people last met?
-- A pressure without a last day goes on.
SELECT event.kind, CASE $words WHEN 'plain' THEN level.plain ELSE level.title END AS kind_label,
    event.started_on, event.ended_on, event.title, event.note
FROM event_now AS event
JOIN level ON level.scale = 'event' AND level.code = event.kind
WHERE event.place = $place AND event.started_on <= $until AND event.consent >= $consent
    AND CASE event.kind
        WHEN 'pressure' THEN event.ended_on IS NULL OR event.ended_on >= $until
        WHEN 'energy' THEN coalesce(event.ended_on, event.started_on) >= $since
    END
ORDER BY array_position(['pressure', 'energy'], event.kind), event.started_on DESC, event.title
