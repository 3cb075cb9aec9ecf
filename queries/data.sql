-- What is held of this place: how much of each kind, from when to when, and said by how many?
-- The row without a kind speaks of all of them.
WITH said AS (
    SELECT 'observation' AS kind, observed_on AS held_on, observer
    FROM observation_now WHERE place = $place
    UNION ALL
    SELECT 'relationship', observed_on, observer FROM relationship_now WHERE place = $place
    UNION ALL
    SELECT 'event', started_on, NULL FROM event_now WHERE place = $place
    UNION ALL
    SELECT 'entry_step', observed_on, NULL FROM entry_step_now WHERE place = $place
    UNION ALL
    SELECT 'help', observed_on, NULL FROM help_now WHERE place = $place
    UNION ALL
    SELECT 'block_view', observed_on, observer FROM block_view_now WHERE place = $place
    UNION ALL
    SELECT 'reflection', observed_on, observer FROM reflection_now WHERE place = $place
    UNION ALL
    SELECT 'loop', opened_on, NULL FROM loop_now WHERE place = $place
    UNION ALL
    SELECT 'remark', observed_on, NULL FROM remark_now WHERE place = $place
)
SELECT
    coalesce(said.kind, '') AS kind,
    count(*) AS row_count,
    min(said.held_on) AS first_day,
    max(said.held_on) AS last_day,
    count(DISTINCT said.observer) AS people,
    count(DISTINCT observer.sector) AS sectors
FROM said
LEFT JOIN observer ON observer.place = $place AND observer.code = said.observer
GROUP BY GROUPING SETS ((said.kind), ())
HAVING count(*) > 0
ORDER BY count(*) DESC, kind
