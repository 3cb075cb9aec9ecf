-- What is the mean of each behaviour in each part? Every note counts, and nothing else is reckoned.
WITH cell AS (
    SELECT behaviour, coalesce(part, '') AS part, count(*) AS notes, avg(strength) AS mean
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
        AND $also_since IS NULL AND $also_until IS NULL
    GROUP BY ALL
)
SELECT
    behaviour.family,
    behaviour.family AS family_label,
    behaviour.code AS behaviour,
    CASE $words WHEN 'plain' THEN behaviour.plain ELSE behaviour.title END AS behaviour_label,
    part.code AS part,
    CASE $words WHEN 'plain' THEN part.plain ELSE part.title END AS part_label,
    coalesce(cell.notes, 0) AS people,
    coalesce(cell.notes, 0) AS voters,
    coalesce(cell.notes, 0) AS notes,
    cell.mean,
    0.0 AS spread,
    0.0 AS gap,
    0 AS people_in_all,
    CAST((SELECT sum(notes) FROM cell) AS BIGINT) AS notes_in_all
FROM behaviour
CROSS JOIN part
LEFT JOIN cell ON cell.behaviour = behaviour.code AND cell.part = part.code
ORDER BY behaviour.position, part.position
