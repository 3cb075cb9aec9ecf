-- Quarter by quarter, or year by year: how far do partners trust each other, and how is one behaviour noticed?
-- Trust runs from 0 to 5, a behaviour from 0 to 10. Every stretch is a row, the quiet ones too.
WITH said AS (
    SELECT 'trust' AS signal, observer, observed_on, CAST(trust AS DOUBLE) AS value
    FROM relationship_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
    UNION ALL
    SELECT 'behaviour', observer, observed_on, strength
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND behaviour = $behaviour
),
vote AS (
    SELECT signal, observer,
        date_trunc(CASE $months WHEN 3 THEN 'quarter' ELSE 'year' END, observed_on) AS stretch,
        round(avg(value), 9) AS value, count(*) AS notes
    FROM said
    GROUP BY ALL
),
placed AS (
    SELECT *,
        row_number() OVER (PARTITION BY signal, stretch ORDER BY value) AS place_in_line,
        value IS NOT NULL AND lag(stretch) OVER (
            PARTITION BY signal, observer, value IS NULL ORDER BY stretch
        ) = stretch - to_months($months) AS spoke_before
    FROM vote
),
cell AS (
    SELECT signal, stretch, count(*) AS people, count(value) AS voters, sum(notes) AS notes,
        round(avg(value), 9) AS mean,
        round(coalesce(var_pop(value), 0) * count(value), 9) AS spread,
        round(
            2 * (2 * sum(place_in_line * value) - (count(value) + 1) * sum(value))
            / nullif(count(value) * (count(value) - 1), 0), 9
        ) AS gap,
        count(*) FILTER (spoke_before) AS shared
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
    signals.signal,
    CAST(stretches.stretch AS DATE) AS stretch,
    coalesce(cell.people, 0) AS people,
    coalesce(cell.voters, 0) AS voters,
    CAST(coalesce(cell.notes, 0) AS BIGINT) AS notes,
    cell.mean,
    cell.spread,
    cell.gap,
    coalesce(cell.shared, 0) AS shared,
    $months AS months
FROM (SELECT unnest(['trust', 'behaviour']) AS signal) AS signals
CROSS JOIN stretches
LEFT JOIN cell ON cell.signal = signals.signal AND cell.stretch = stretches.stretch
ORDER BY signals.signal DESC, stretches.stretch
