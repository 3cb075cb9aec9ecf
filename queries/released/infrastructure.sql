-- How many people may partners see behind each building block, in all and at each level?
-- Every block meets every level: what is hidden and what nobody said are one and the same.
WITH step AS (
    SELECT CAST(NULL AS TINYINT) AS code, 'All who spoke' AS label
    UNION ALL
    SELECT CAST(code AS TINYINT), CASE $words WHEN 'plain' THEN plain ELSE title END
    FROM level
    WHERE scale = 'readiness'
)
SELECT
    block.code AS block,
    CASE $words WHEN 'plain' THEN block.plain ELSE block.title END AS block_label,
    step.code AS level,
    step.label AS level_label,
    coalesce(cell.state, 'unheard') AS state,
    cell.people,
    cell.low,
    cell.high
FROM block
CROSS JOIN step
LEFT JOIN cell ON cell.place = $place AND cell.about = 'infrastructure'
    AND cell.subject = block.code AND cell.level IS NOT DISTINCT FROM step.code
ORDER BY block.position, block.code, step.code NULLS FIRST
