-- Who spoke in the period, for which sector and organisation, and how much? One row a person.
-- Of one kind of thing, and of one behaviour or of any.
SELECT
    said.observer,
    sector.code AS sector,
    CASE $words WHEN 'plain' THEN sector.plain ELSE sector.title END AS sector_label,
    -- A room does not see who works where.
    CASE WHEN $consent <= 1 THEN observer.organisation END AS organisation,
    count(*) AS notes
FROM (
    SELECT observer FROM observation_now
    WHERE $kind = 'observation' AND place = $place AND observed_on BETWEEN $since AND $until
        AND ($behaviour = '' OR behaviour = $behaviour)
    UNION ALL
    SELECT observer FROM relationship_now
    WHERE $kind = 'relationship' AND place = $place AND observed_on BETWEEN $since AND $until
    UNION ALL
    SELECT observer FROM block_view_now
    WHERE $kind = 'block_view' AND place = $place AND observed_on BETWEEN $since AND $until
) AS said
LEFT JOIN observer ON observer.place = $place AND observer.code = said.observer
LEFT JOIN sector ON sector.code = observer.sector
GROUP BY ALL
ORDER BY said.observer
