-- What may partners see of trust and of one behaviour, over all time and time by time?
-- No time is left out between the first and the last: what is hidden and what was quiet are the same.
WITH bounds AS (
    SELECT min(period) AS first, max(period) AS last, max(months) AS months
    FROM cell
    WHERE place = $place AND about IN ('behaviours', 'pace') AND period IS NOT NULL
),
stretch AS (
    SELECT CAST(unnest(generate_series(first, last, to_months(months))) AS DATE) AS start, months
    FROM bounds
    UNION ALL
    SELECT NULL, NULL
),
signal AS (
    SELECT 'trust' AS name, 'pace' AS about, 'trust' AS subject
    UNION ALL
    SELECT 'behaviour', 'behaviours', $behaviour
)
SELECT
    signal.name AS signal,
    stretch.start AS stretch,
    stretch.months,
    coalesce(cell.state, 'unheard') AS state,
    cell.people,
    cell.low,
    cell.high
FROM signal
CROSS JOIN stretch
LEFT JOIN cell ON cell.place = $place AND cell.about = signal.about
    AND cell.subject = signal.subject AND cell.part IS NULL
    AND cell.period IS NOT DISTINCT FROM stretch.start
ORDER BY signal.name DESC, stretch.start NULLS FIRST
