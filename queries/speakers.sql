-- Who said something of this place that stands, for which sector, and how much?
SELECT
    said.observer,
    coalesce(CASE $words WHEN 'plain' THEN sector.plain ELSE sector.title END, '') AS sector_label,
    coalesce(observer.organisation, '') AS organisation,
    said.observer = 'unnamed' OR starts_with(said.observer, 'unnamed:') AS unnamed,
    count(*) AS row_count
FROM (
    SELECT observer FROM observation_now WHERE place = $place
    UNION ALL
    SELECT observer FROM relationship_now WHERE place = $place
    UNION ALL
    SELECT observer FROM block_view_now WHERE place = $place
    UNION ALL
    SELECT observer FROM reflection_now WHERE place = $place AND observer IS NOT NULL
) AS said
LEFT JOIN observer ON observer.place = $place AND observer.code = said.observer
LEFT JOIN sector ON sector.code = observer.sector
GROUP BY ALL
ORDER BY unnamed, said.observer
