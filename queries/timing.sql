-- Quarter by quarter, or year by year: how far do partners trust each other, and how openly are the behaviours named?
-- Trust runs from 0 to 5. How openly is counted from its lowest step, 0 to 3, and people by step.
WITH said AS (
    SELECT 'trust' AS signal, observer, observed_on, CAST(trust AS DOUBLE) AS value
    FROM relationship_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND trust IS NOT NULL
    UNION ALL
    SELECT 'overtness', observer, observed_on, CAST(overtness - 1 AS DOUBLE)
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND overtness IS NOT NULL
),
vote AS (
    SELECT signal, observer,
        date_trunc(CASE $months WHEN 3 THEN 'quarter' ELSE 'year' END, observed_on) AS stretch,
        round(avg(value), 9) AS value
    FROM said
    GROUP BY ALL
),
cell AS (
    SELECT signal, stretch, count(*) AS people,
        round(avg(value), 9) AS mean,
        round(coalesce(var_pop(value), 0) * count(value), 9) AS spread,
        count(*) FILTER (round(value) = 0) AS step_1,
        count(*) FILTER (round(value) = 1) AS step_2,
        count(*) FILTER (round(value) = 2) AS step_3,
        count(*) FILTER (round(value) >= 3) AS step_4
    FROM vote
    GROUP BY ALL
),
stretches AS (
    SELECT unnest(generate_series(
        date_trunc(CASE $months WHEN 3 THEN 'quarter' ELSE 'year' END, CAST($since AS DATE)),
        CAST($until AS DATE), to_months($months)
    )) AS stretch
)
SELECT
    signals.signal,
    CAST(stretches.stretch AS DATE) AS stretch,
    coalesce(cell.people, 0) AS people,
    coalesce(cell.people, 0) AS voters,
    cell.mean,
    cell.spread,
    -- Seen two ways or not, a middle is what is set against the other signal here.
    CAST(NULL AS DOUBLE) AS gap,
    coalesce(cell.step_1, 0) AS step_1,
    coalesce(cell.step_2, 0) AS step_2,
    coalesce(cell.step_3, 0) AS step_3,
    coalesce(cell.step_4, 0) AS step_4,
    $months AS months
FROM (SELECT unnest(['trust', 'overtness']) AS signal) AS signals
CROSS JOIN stretches
LEFT JOIN cell ON cell.signal = signals.signal AND cell.stretch = stretches.stretch
ORDER BY signals.signal DESC, stretches.stretch
