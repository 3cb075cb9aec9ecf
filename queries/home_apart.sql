-- In which cells do people differ most since they last met, where enough of them spoke?
-- The widest average gaps are chosen, three at most, and stand in the fixed order of the cells.
WITH vote AS (
    SELECT
        behaviour,
        coalesce(part, '') AS part,
        observer,
        round(avg(strength), 9) AS strength
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
    GROUP BY ALL
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY behaviour, part ORDER BY strength) AS place_in_line
    FROM vote
    WHERE strength IS NOT NULL
),
cell AS (
    SELECT
        behaviour,
        part,
        count(*) AS people,
        -- The average distance between two people, from their places in line.
        round(
            2 * (2 * sum(place_in_line * strength) - (count(*) + 1) * sum(strength))
            / nullif(count(*) * (count(*) - 1), 0), 9
        ) AS gap
    FROM placed
    GROUP BY ALL
    HAVING count(*) >= $enough
),
shown AS (
    SELECT
        cell.*,
        concat(
            CASE $words WHEN 'plain' THEN behaviour.plain ELSE behaviour.title END, ' · ',
            coalesce(CASE $words WHEN 'plain' THEN part.plain ELSE part.title END, 'Part not said')
        ) AS label,
        row_number() OVER (ORDER BY behaviour.position, part.position NULLS LAST) AS position
    FROM cell
    JOIN behaviour ON behaviour.code = cell.behaviour
    LEFT JOIN part ON part.code = cell.part
)
SELECT behaviour, part, label, people, gap
FROM shown
QUALIFY row_number() OVER (ORDER BY gap DESC, position) <= 3
ORDER BY position
