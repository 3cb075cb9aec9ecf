-- Quarter by quarter, or year by year: how was one behaviour noticed in one part of the place?
WITH vote AS (
    SELECT observer,
        date_trunc(CASE $months WHEN 3 THEN 'quarter' ELSE 'year' END, observed_on) AS stretch,
        round(avg(strength), 9) AS value, count(*) AS notes
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
        AND behaviour = $behaviour AND coalesce(part, '') = $part
    GROUP BY ALL
),
placed AS (
    SELECT *,
        row_number() OVER (PARTITION BY stretch ORDER BY value) AS place_in_line,
        value IS NOT NULL AND lag(stretch) OVER (
            PARTITION BY observer, value IS NULL ORDER BY stretch
        ) = stretch - to_months($months) AS spoke_before
    FROM vote
),
stretches AS (
    SELECT unnest(generate_series(
        date_trunc(CASE $months WHEN 3 THEN 'quarter' ELSE 'year' END, CAST($since AS DATE)),
        CAST($until AS DATE), to_months($months)
    )) AS stretch
)
SELECT
    CAST(stretches.stretch AS DATE) AS stretch,
    count(observer) AS people,
    count(value) AS voters,
    CAST(coalesce(sum(notes), 0) AS BIGINT) AS notes,
    round(avg(value), 9) AS mean,
    round(coalesce(var_pop(value), 0) * count(value), 9) AS spread,
    round(
        2 * (2 * sum(place_in_line * value) - (count(value) + 1) * sum(value))
        / nullif(count(value) * (count(value) - 1), 0), 9
    ) AS gap,
    count(*) FILTER (spoke_before) AS shared,
    list(round(value * 2) / 2) FILTER (value IS NOT NULL) AS dots,
    $months AS months
FROM stretches
LEFT JOIN placed ON placed.stretch = stretches.stretch
GROUP BY stretches.stretch
ORDER BY stretches.stretch
