-- What may partners see of a place on a page: its cells, named in the words that are asked for?
-- A part, a period or a level that is none is all of them.
SELECT
    cell.about,
    cell.subject,
    CASE WHEN $words = 'plain' THEN coalesce(behaviour.plain, block.plain)
        ELSE coalesce(behaviour.title, block.title) END AS subject_label,
    cell.part,
    CASE WHEN cell.part = '' THEN 'Part not said' WHEN $words = 'plain' THEN part.plain
        ELSE part.title END AS part_label,
    cell.period,
    cell.months,
    cell.level,
    CASE WHEN $words = 'plain' THEN level.plain ELSE level.title END AS level_label,
    cell.people,
    cell.state,
    cell.low,
    cell.high,
    cell.gap,
    cell.dots,
    cell.as_of
FROM cell
LEFT JOIN behaviour ON cell.about = 'behaviours' AND behaviour.code = cell.subject
LEFT JOIN block ON cell.about = 'infrastructure' AND block.code = cell.subject
LEFT JOIN part ON part.code = cell.part
LEFT JOIN level ON level.scale = 'readiness' AND level.code = CAST(cell.level AS VARCHAR)
WHERE cell.place = $place AND cell.about = $about
ORDER BY coalesce(behaviour.position, block.position), part.position, cell.period, cell.level
