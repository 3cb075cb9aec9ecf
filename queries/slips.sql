-- Where did people say that old habits came back, and how did they find their way back?
-- A slip and every recovery after it, until the next slip, stand in one turn.
WITH named AS (
    SELECT *, count(*) FILTER (kind = 'slip') OVER (
        ORDER BY started_on, kind = 'recovery', id
    ) AS turn
    FROM event_now
    WHERE place = $place AND kind IN ('slip', 'recovery') AND consent >= $consent
)
SELECT turn, kind, started_on, ended_on, title, note
FROM named
WHERE turn IN (
    SELECT turn FROM named
    WHERE started_on <= $until AND coalesce(ended_on, started_on) >= $since
)
ORDER BY turn, kind = 'recovery', started_on, title
