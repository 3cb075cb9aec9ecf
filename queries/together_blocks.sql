-- Quarter by quarter, or year by year: what do people say that each building block does?
-- A person's latest view of a block in each time counts once. What was said of one behaviour alone
-- stands on the page Infrastructure. Every block meets every time, the quiet ones too.
WITH latest AS (
    SELECT *, date_trunc(CASE $months WHEN 3 THEN 'quarter' ELSE 'year' END, observed_on) AS stretch
    FROM block_view_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND behaviour IS NULL
    QUALIFY row_number() OVER (
        PARTITION BY block, observer, stretch ORDER BY observed_on DESC, recorded_at DESC, id DESC
    ) = 1
),
cell AS (
    SELECT block, stretch, count(*) AS people,
        count(*) FILTER (effect = 'undermines') AS undermines,
        count(*) FILTER (effect = 'mixed') AS mixed,
        count(*) FILTER (effect = 'supports') AS supports,
        count(*) FILTER (level = 1) AS level_1,
        count(*) FILTER (level = 2) AS level_2,
        count(*) FILTER (level = 3) AS level_3,
        count(*) FILTER (level = 4) AS level_4,
        count(*) FILTER (level IS NULL) AS no_level
    FROM latest
    GROUP BY ALL
),
stretches AS (
    SELECT unnest(generate_series(
        date_trunc(CASE $months WHEN 3 THEN 'quarter' ELSE 'year' END, CAST($since AS DATE)),
        CAST($until AS DATE), to_months($months)
    )) AS stretch
)
SELECT
    block.code AS block,
    CASE $words WHEN 'plain' THEN block.plain ELSE block.title END AS block_label,
    CAST(stretches.stretch AS DATE) AS stretch,
    coalesce(cell.people, 0) AS people,
    coalesce(cell.undermines, 0) AS undermines,
    coalesce(cell.mixed, 0) AS mixed,
    coalesce(cell.supports, 0) AS supports,
    coalesce(cell.level_1, 0) AS level_1,
    coalesce(cell.level_2, 0) AS level_2,
    coalesce(cell.level_3, 0) AS level_3,
    coalesce(cell.level_4, 0) AS level_4,
    coalesce(cell.no_level, 0) AS no_level,
    $months AS months
FROM block
CROSS JOIN stretches
LEFT JOIN cell ON cell.block = block.code AND cell.stretch = stretches.stretch
WHERE block.active OR block.code IN (SELECT block FROM cell)
ORDER BY block.position, stretches.stretch
