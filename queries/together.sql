-- Quarter by quarter, or year by year: how is each behaviour noticed in the whole place?
-- All parts together, one person, one vote in each behaviour and time, and never an average across
-- behaviours. Every behaviour meets every time, so that quiet is a row that says so.
WITH vote AS (
    SELECT
        behaviour,
        observer,
        date_trunc(CASE $months WHEN 3 THEN 'quarter' ELSE 'year' END, observed_on) AS stretch,
        round(avg(strength), 9) AS value,
        count(*) AS notes
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
    GROUP BY ALL
),
placed AS (
    SELECT *,
        row_number() OVER (PARTITION BY behaviour, stretch ORDER BY value) AS place_in_line
    FROM vote
),
cell AS (
    SELECT behaviour, stretch, count(*) AS people, count(value) AS voters, sum(notes) AS notes,
        round(avg(value), 9) AS mean,
        round(coalesce(var_pop(value), 0) * count(value), 9) AS spread,
        round(
            2 * (2 * sum(place_in_line * value) - (count(value) + 1) * sum(value))
            / nullif(count(value) * (count(value) - 1), 0), 9
        ) AS gap
    FROM placed
    GROUP BY ALL
),
stretches AS (
    SELECT unnest(generate_series(
        date_trunc(CASE $months WHEN 3 THEN 'quarter' ELSE 'year' END, CAST($since AS DATE)),
        CAST($until AS DATE), to_months($months)
    )) AS stretch
)
SELECT
    CASE $words WHEN 'plain' THEN coalesce(behaviour.family_plain, behaviour.family)
        ELSE behaviour.family END AS family_label,
    behaviour.code AS behaviour,
    CASE $words WHEN 'plain' THEN behaviour.plain ELSE behaviour.title END AS behaviour_label,
    CAST(stretches.stretch AS DATE) AS stretch,
    coalesce(cell.people, 0) AS people,
    coalesce(cell.voters, 0) AS voters,
    CAST(coalesce(cell.notes, 0) AS BIGINT) AS notes,
    cell.mean,
    cell.spread,
    cell.gap,
    $months AS months
FROM behaviour
CROSS JOIN stretches
LEFT JOIN cell ON cell.behaviour = behaviour.code AND cell.stretch = stretches.stretch
WHERE behaviour.active OR behaviour.code IN (SELECT behaviour FROM cell)
ORDER BY behaviour.position, stretches.stretch
