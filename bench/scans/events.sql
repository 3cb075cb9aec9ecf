-- The columns of queries/events.sql, read and nothing more.
SELECT max(kind), max(started_on), max(ended_on), max(title), max(note)
FROM event
WHERE place = $place
    AND started_on <= $until AND consent >= $consent
    AND (coalesce(ended_on, started_on) >= $since OR (kind = 'pressure' AND ended_on IS NULL))
