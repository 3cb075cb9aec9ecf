-- What may partners see of each behaviour, in all parts and in each, over all time or a stretch?
-- Every behaviour meets every part: what is hidden and what nobody spoke of are one and the same.
WITH side AS (
    SELECT NULL AS code, 'All parts' AS label, 0 AS position
    UNION ALL
    SELECT code, CASE $words WHEN 'plain' THEN plain ELSE title END, position
    FROM part
    -- Parts that are shown as one have a code of both, such as frontline+culture.
    WHERE code NOT IN (
        SELECT unnest(string_split(code, '+')) FROM part WHERE contains(code, '+')
    )
    UNION ALL
    SELECT '', 'Part not said', (SELECT max(position) + 1 FROM part)
    WHERE '' IN (SELECT part FROM cell WHERE place = $place AND part IS NOT NULL)
)
SELECT
    CASE $words WHEN 'plain' THEN coalesce(behaviour.family_plain, behaviour.family)
        ELSE behaviour.family END AS family_label,
    behaviour.code AS behaviour,
    CASE $words WHEN 'plain' THEN behaviour.plain ELSE behaviour.title END AS behaviour_label,
    coalesce(side.code, '*') AS part,
    side.label AS part_label,
    coalesce(cell.state, 'unheard') AS state,
    cell.people,
    cell.low,
    cell.high,
    cell.gap,
    cell.dots
FROM behaviour
CROSS JOIN side
LEFT JOIN cell ON cell.place = $place AND cell.about = 'behaviours'
    AND cell.subject = behaviour.code
    AND cell.part IS NOT DISTINCT FROM side.code
    AND cell.period IS NOT DISTINCT FROM CAST($period AS DATE)
ORDER BY behaviour.position, behaviour.code, side.position, side.code
