-- Which gatherings are prepared in this place, or is this one, the latest first?
SELECT gathering.id, gathering.place, gathering.held_on, coalesce(gathering.purpose, '') AS purpose,
    gathering.ends_at, gathering.closed_at
FROM gathering
WHERE CASE WHEN $id IS NULL THEN gathering.place = $place ELSE CAST(gathering.id AS VARCHAR) = $id END
    AND gathering.id IN (SELECT gathering FROM agenda)
ORDER BY gathering.held_on DESC, gathering.id DESC
