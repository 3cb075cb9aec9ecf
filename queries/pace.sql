-- Quarter by quarter: how far do partners trust each other, and how is one behaviour noticed?
-- Trust runs from 0 to 5, a behaviour from 0 to 10. Every quarter is a row, the quiet ones too.
WITH said AS (
    SELECT 'trust' AS signal, observer, date_trunc('quarter', observed_on) AS quarter,
        CAST(trust AS DOUBLE) AS value
    FROM relationship_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
    UNION ALL
    SELECT 'behaviour', observer, date_trunc('quarter', observed_on), strength
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND behaviour = $behaviour
),
vote AS (
    SELECT signal, quarter, observer, round(avg(value), 9) AS value, count(*) AS notes
    FROM said
    GROUP BY ALL
),
placed AS (
    SELECT *,
        row_number() OVER (PARTITION BY signal, quarter ORDER BY value) AS place_in_line,
        value IS NOT NULL AND lag(quarter) OVER (
            PARTITION BY signal, observer, value IS NULL ORDER BY quarter
        ) = quarter - INTERVAL 3 MONTH AS spoke_before
    FROM vote
),
cell AS (
    SELECT signal, quarter, count(*) AS people, count(value) AS voters, sum(notes) AS notes,
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
quarters AS (
    SELECT unnest(generate_series(
        date_trunc('quarter', CAST($since AS DATE)), CAST($until AS DATE), INTERVAL 3 MONTH
    )) AS quarter
)
SELECT
    signals.signal,
    CAST(quarters.quarter AS DATE) AS quarter,
    coalesce(cell.people, 0) AS people,
    coalesce(cell.voters, 0) AS voters,
    CAST(coalesce(cell.notes, 0) AS BIGINT) AS notes,
    cell.mean,
    cell.spread,
    cell.gap,
    coalesce(cell.shared, 0) AS shared
FROM (SELECT unnest(['trust', 'behaviour']) AS signal) AS signals
CROSS JOIN quarters
LEFT JOIN cell ON cell.signal = signals.signal AND cell.quarter = quarters.quarter
ORDER BY signals.signal DESC, quarters.quarter
