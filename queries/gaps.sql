-- How far apart are two people on one behaviour, in the same part of the place and in different parts?
-- One vote a person and part. Sums over pairs come from places in line, so that many people cost
-- no more than sorting them; nobody is paired with themselves.
WITH vote AS (
    SELECT part, observer, round(avg(strength), 9) AS strength
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND behaviour = $behaviour
        AND strength IS NOT NULL AND part IS NOT NULL
    GROUP BY ALL
),
placed AS (
    SELECT *,
        row_number() OVER (ORDER BY strength) AS in_all,
        row_number() OVER (PARTITION BY part ORDER BY strength) AS in_part,
        row_number() OVER (PARTITION BY observer ORDER BY strength) AS in_own
    FROM vote
),
every AS (
    SELECT sum((2 * in_all - count_all - 1) * strength) AS apart,
        any_value(count_all) * (any_value(count_all) - 1) / 2 AS pairs
    FROM (SELECT *, count(*) OVER () AS count_all FROM placed)
),
same AS (
    SELECT sum(apart) AS apart, sum(pairs) AS pairs
    FROM (
        SELECT sum((2 * in_part - count_part - 1) * strength) AS apart,
            any_value(count_part) * (any_value(count_part) - 1) / 2 AS pairs
        FROM (SELECT *, count(*) OVER (PARTITION BY part) AS count_part FROM placed)
        GROUP BY part
    )
),
own AS (
    SELECT sum(apart) AS apart, sum(pairs) AS pairs
    FROM (
        SELECT sum((2 * in_own - count_own - 1) * strength) AS apart,
            any_value(count_own) * (any_value(count_own) - 1) / 2 AS pairs
        FROM (SELECT *, count(*) OVER (PARTITION BY observer) AS count_own FROM placed)
        GROUP BY observer
    )
)
SELECT
    (SELECT count(DISTINCT observer) FROM vote) AS people,
    (SELECT count(DISTINCT part) FROM vote) AS parts,
    round(same.apart / nullif(same.pairs, 0), 9) AS same_part,
    round((every.apart - same.apart - own.apart)
        / nullif(every.pairs - same.pairs - own.pairs, 0), 9) AS other_part
FROM every, same, own
