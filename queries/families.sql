-- At a first look: how many people were heard on each family of behaviours, in each part?
-- Voices only: an average across behaviours would say what nobody said.
WITH vote AS (
    SELECT DISTINCT behaviour.family, said.behaviour, coalesce(said.part, '') AS part,
        said.observer
    FROM observation_now AS said
    JOIN behaviour ON behaviour.code = said.behaviour
    WHERE said.place = $place AND said.observed_on BETWEEN $since AND $until
),
cell AS (
    SELECT family, part, count(DISTINCT observer) AS people, count(DISTINCT behaviour) AS heard
    FROM vote
    GROUP BY ALL
),
side AS (
    SELECT code, position, CASE $words WHEN 'plain' THEN plain ELSE title END AS label
    FROM part
    WHERE active OR code IN (SELECT part FROM cell)
    UNION ALL
    SELECT '', (SELECT max(position) + 1 FROM part), 'Part not said'
    WHERE '' IN (SELECT part FROM cell)
),
shown AS (
    SELECT family, min(position) AS position, count(*) AS behaviours,
        CASE $words WHEN 'plain' THEN coalesce(any_value(family_plain), family) ELSE family END
            AS label
    FROM behaviour
    WHERE active OR code IN (SELECT behaviour FROM vote)
    GROUP BY family
)
SELECT
    shown.family,
    shown.label AS family_label,
    side.code AS part,
    side.label AS part_label,
    coalesce(cell.people, 0) AS people,
    coalesce(cell.heard, 0) AS heard,
    shown.behaviours
FROM shown
CROSS JOIN side
LEFT JOIN cell ON cell.family = shown.family AND cell.part = side.code
ORDER BY shown.position, side.position
