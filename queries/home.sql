-- Who was heard since people last met, of what, from which sectors, and about which parts?
-- All together, each kind, each sector and each part are a row, the silent ones too.
WITH said AS (
    SELECT 'note' AS kind, NULL AS thing, observer, coalesce(part, '') AS part
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
    UNION ALL
    SELECT 'relationship', least(party, other_party) || chr(9) || greatest(party, other_party),
        observer, NULL
    FROM relationship_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
    UNION ALL
    SELECT 'block', block, observer, NULL
    FROM block_view_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
),
heard AS (
    SELECT said.*, coalesce(observer.sector, '') AS sector
    FROM said
    LEFT JOIN observer ON observer.place = $place AND observer.code = said.observer
),
asked AS (
    SELECT 'all' AS about, '' AS code, 'All who were heard' AS label, 0 AS position
    UNION ALL
    SELECT 'kind', code, CASE $words WHEN 'plain' THEN plain ELSE title END, position
    FROM (VALUES
        ('note', 'note', 'observation', 1),
        ('relationship', 'relationship', 'relationship', 2),
        ('block', 'building block', 'infrastructure block', 3)
    ) AS kinds (code, plain, title, position)
    UNION ALL
    SELECT 'sector', code, CASE $words WHEN 'plain' THEN plain ELSE title END, position
    FROM sector
    WHERE active OR code IN (SELECT sector FROM heard)
    UNION ALL
    SELECT 'sector', '', 'Sector not said', (SELECT max(position) + 1 FROM sector)
    WHERE '' IN (SELECT sector FROM heard)
    UNION ALL
    SELECT 'part', code, CASE $words WHEN 'plain' THEN plain ELSE title END, position
    FROM part
    WHERE active OR code IN (SELECT part FROM heard)
    UNION ALL
    SELECT 'part', '', 'Part not said', (SELECT max(position) + 1 FROM part)
    WHERE '' IN (SELECT part FROM heard)
),
found AS (
    SELECT
        CASE
            WHEN grouping(kind) = 0 THEN 'kind'
            WHEN grouping(sector) = 0 THEN 'sector'
            WHEN grouping(part) = 0 THEN 'part'
            ELSE 'all'
        END AS about,
        coalesce(kind, sector, part, '') AS code,
        count(DISTINCT observer) AS people,
        -- Each note; each relationship and each block that somebody spoke of. Never a sum of those.
        CASE
            WHEN kind = 'note' THEN count(*)
            WHEN grouping(kind) = 0 THEN count(DISTINCT thing)
        END AS things
    FROM heard
    GROUP BY GROUPING SETS ((), (kind), (sector), (part))
    -- Only a note is about a part.
    HAVING grouping(part) = 1 OR part IS NOT NULL
)
SELECT
    asked.about,
    asked.code,
    asked.label,
    coalesce(found.people, 0) AS people,
    CASE asked.about WHEN 'kind' THEN coalesce(found.things, 0) END AS things
FROM asked
LEFT JOIN found ON found.about = asked.about AND found.code = asked.code
ORDER BY array_position(['all', 'kind', 'sector', 'part'], asked.about), asked.position
