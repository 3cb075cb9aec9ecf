-- What was heard of in a stretch as long just before people met, and not since?
-- A cell is a behaviour in a part, a relationship two parties, in whichever order they were named.
WITH said AS (
    SELECT 'cell' AS kind, coalesce(part, '') AS one, behaviour AS other, observer, observed_on
    FROM observation_now
    WHERE place = $place
    UNION ALL
    SELECT 'relationship', least(party, other_party), greatest(party, other_party), observer,
        observed_on
    FROM relationship_now
    WHERE place = $place
    UNION ALL
    SELECT 'block', block, '', observer, observed_on
    FROM block_view_now
    WHERE place = $place
),
quiet AS (
    SELECT kind, one, other, count(DISTINCT observer) AS people, max(observed_on) AS last_day
    FROM said
    WHERE observed_on BETWEEN
        CAST($since AS DATE) - CAST(date_diff('day', $since, $until) + 1 AS INTEGER) AND $until
    GROUP BY ALL
    HAVING max(observed_on) < $since
)
SELECT
    quiet.kind,
    CASE
        WHEN quiet.kind <> 'block' THEN quiet.kind
        WHEN $words = 'plain' THEN 'building block'
        ELSE 'infrastructure block'
    END AS kind_label,
    CASE quiet.kind
        WHEN 'cell' THEN concat(
            CASE $words WHEN 'plain' THEN behaviour.plain ELSE behaviour.title END, ' · ',
            coalesce(CASE $words WHEN 'plain' THEN part.plain ELSE part.title END, 'Part not said')
        )
        WHEN 'block' THEN CASE $words WHEN 'plain' THEN block.plain ELSE block.title END
        ELSE concat(quiet.one, ' · ', quiet.other)
    END AS label,
    quiet.people,
    quiet.last_day
FROM quiet
LEFT JOIN part ON quiet.kind = 'cell' AND part.code = quiet.one
LEFT JOIN behaviour ON quiet.kind = 'cell' AND behaviour.code = quiet.other
LEFT JOIN block ON quiet.kind = 'block' AND block.code = quiet.one
ORDER BY array_position(['cell', 'relationship', 'block'], quiet.kind), behaviour.position,
    part.position NULLS LAST, block.position, quiet.one, quiet.other
