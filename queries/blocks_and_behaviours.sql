-- Which building block supports or undermines which behaviour, and how many people say so?
-- Each person's latest view of a pair counts once. Every block meets every behaviour, so that
-- silence is a row that says so.
WITH latest AS (
    SELECT *
    FROM block_view_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
        AND behaviour IS NOT NULL AND effect IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY block, behaviour, observer
        ORDER BY observed_on DESC, recorded_at DESC, id DESC
    ) = 1
),
pair AS (
    SELECT
        block,
        behaviour,
        count(*) AS people,
        count(*) FILTER (effect = 'undermines') AS undermines,
        count(*) FILTER (effect = 'mixed') AS mixed,
        count(*) FILTER (effect = 'supports') AS supports
    FROM latest
    GROUP BY ALL
),
side AS (
    SELECT code, position, CASE $words WHEN 'plain' THEN plain ELSE title END AS label
    FROM block
    WHERE active OR code IN (SELECT block FROM pair)
),
shown AS (
    SELECT code, position,
        CASE $words WHEN 'plain' THEN coalesce(family_plain, family) ELSE family END AS family_label,
        CASE $words WHEN 'plain' THEN plain ELSE title END AS label
    FROM behaviour
    WHERE active OR code IN (SELECT behaviour FROM pair)
)
SELECT
    side.code AS block,
    side.label AS block_label,
    shown.family_label,
    shown.code AS behaviour,
    shown.label AS behaviour_label,
    coalesce(pair.people, 0) AS people,
    coalesce(pair.undermines, 0) AS undermines,
    coalesce(pair.mixed, 0) AS mixed,
    coalesce(pair.supports, 0) AS supports,
    -- Over all pairs: a person who spoke of several is still one.
    (SELECT count(DISTINCT observer) FROM latest) AS people_in_all
FROM side
CROSS JOIN shown
LEFT JOIN pair ON pair.block = side.code AND pair.behaviour = shown.code
ORDER BY side.position, shown.position
