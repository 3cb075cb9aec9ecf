-- Which batches of rows came in, of which places, and how much of each still stands as it came?
-- The sample came in as several batches, and is one here.
WITH fact AS (
    SELECT id, place, batch, supersedes, withdrawn FROM observation
    UNION ALL
    SELECT id, place, batch, supersedes, withdrawn FROM relationship
    UNION ALL
    SELECT id, place, batch, supersedes, withdrawn FROM event
    UNION ALL
    SELECT id, place, batch, supersedes, withdrawn FROM entry_step
    UNION ALL
    SELECT id, place, batch, supersedes, withdrawn FROM help
    UNION ALL
    SELECT id, place, batch, supersedes, withdrawn FROM block_view
    UNION ALL
    SELECT id, place, batch, supersedes, withdrawn FROM reflection
    UNION ALL
    SELECT id, place, batch, supersedes, withdrawn FROM loop
    UNION ALL
    SELECT id, place, batch, supersedes, withdrawn FROM remark
)
SELECT
    min(batch.id) AS id,
    batch.kind,
    any_value(batch.source) AS source,
    max(batch.recorded_at) AS recorded_at,
    list(DISTINCT fact.place ORDER BY fact.place) AS places,
    count(*) FILTER (NOT fact.withdrawn AND later.supersedes IS NULL) AS standing,
    count(*) FILTER (fact.supersedes IS NULL AND later.supersedes IS NOT NULL) AS changed
FROM batch
JOIN fact ON fact.batch = batch.id
LEFT JOIN (SELECT DISTINCT supersedes FROM fact) AS later ON later.supersedes = fact.id
GROUP BY batch.kind, CASE WHEN batch.kind <> 'sample' THEN batch.id END
ORDER BY max(batch.recorded_at) DESC, min(batch.id)
