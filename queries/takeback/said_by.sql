-- How many rows of one observer stand in a place?
SELECT count(*) AS row_count
FROM (
    SELECT id FROM observation_now WHERE place = $place AND observer = $observer
    UNION ALL
    SELECT id FROM relationship_now WHERE place = $place AND observer = $observer
    UNION ALL
    SELECT id FROM block_view_now WHERE place = $place AND observer = $observer
    UNION ALL
    SELECT id FROM reflection_now WHERE place = $place AND observer = $observer
)
