-- Who put this building block where, at first and at last? One row a person.
-- `at_first` is there where the person said on more than one day how far along it is.
WITH said AS (
    SELECT *
    FROM block_view_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
        AND block = $block AND behaviour IS NULL
),
latest AS (
    SELECT *
    FROM said
    QUALIFY row_number() OVER (
        PARTITION BY observer ORDER BY observed_on DESC, recorded_at DESC, id DESC
    ) = 1
),
seen_again AS (
    SELECT
        observer,
        first(level ORDER BY observed_on, recorded_at DESC, id DESC) AS at_first,
        first(level ORDER BY observed_on DESC, recorded_at DESC, id DESC) AS at_last,
        min(level) AS lowest
    FROM said
    WHERE level IS NOT NULL
    GROUP BY observer
    HAVING min(observed_on) < max(observed_on)
)
SELECT
    coalesce(
        CASE $words WHEN 'plain' THEN sector.plain ELSE sector.title END, 'Sector not said'
    ) AS sector,
    latest.level,
    latest.good_enough,
    latest.effect,
    latest.confidence,
    seen_again.at_first,
    seen_again.at_last,
    seen_again.lowest
FROM latest
LEFT JOIN seen_again ON seen_again.observer = latest.observer
LEFT JOIN observer ON observer.place = latest.place AND observer.code = latest.observer
LEFT JOIN sector ON sector.code = observer.sector
ORDER BY sector.position, latest.level
