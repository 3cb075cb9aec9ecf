-- How strongly do people notice each behaviour in each part of the place, and who is not heard?
-- One person, one vote: a person's notes in a cell are averaged before the people are.
-- Every behaviour meets every part, so that silence is a row that says so.
-- With another period, only those count who gave a strength to the cell in both.
WITH in_both AS (
    SELECT DISTINCT behaviour, coalesce(part, '') AS part, observer
    FROM observation_now
    WHERE place = $place AND strength IS NOT NULL
        AND observed_on BETWEEN CAST($also_since AS DATE) AND CAST($also_until AS DATE)
),
vote AS (
    SELECT
        behaviour,
        coalesce(part, '') AS part,
        observer,
        round(avg(strength), 9) AS strength,
        count(*) AS notes
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
        AND ($also_since IS NULL OR (
            strength IS NOT NULL
            AND (behaviour, coalesce(part, ''), observer)
                IN (SELECT (behaviour, part, observer) FROM in_both)
        ))
    GROUP BY ALL
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY behaviour, part ORDER BY strength) AS place_in_line
    FROM vote
),
cell AS (
    SELECT
        behaviour,
        part,
        count(*) AS people,
        count(strength) AS voters,
        sum(notes) AS notes,
        round(avg(strength), 9) AS mean,
        round(coalesce(var_pop(strength), 0) * count(strength), 9) AS spread,
        -- The average distance between two people, from their places in line.
        round(
            2 * (2 * sum(place_in_line * strength) - (count(strength) + 1) * sum(strength))
            / nullif(count(strength) * (count(strength) - 1), 0), 9
        ) AS gap
    FROM placed
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
    SELECT code, family, position,
        CASE $words WHEN 'plain' THEN coalesce(family_plain, family) ELSE family END AS family_label,
        CASE $words WHEN 'plain' THEN plain ELSE title END AS label
    FROM behaviour
    WHERE active OR code IN (SELECT behaviour FROM cell)
)
SELECT
    shown.family,
    shown.family_label,
    shown.code AS behaviour,
    shown.label AS behaviour_label,
    side.code AS part,
    side.label AS part_label,
    coalesce(cell.people, 0) AS people,
    coalesce(cell.voters, 0) AS voters,
    CAST(coalesce(cell.notes, 0) AS BIGINT) AS notes,
    cell.mean,
    cell.spread,
    cell.gap,
    -- Over all cells: a person who spoke in several is still one.
    (SELECT count(DISTINCT observer) FROM vote) AS people_in_all,
    CAST((SELECT coalesce(sum(notes), 0) FROM vote) AS BIGINT) AS notes_in_all
FROM shown
CROSS JOIN side
LEFT JOIN cell ON cell.behaviour = shown.code AND cell.part = side.code
ORDER BY shown.position, side.position
