-- How far along is each building block, and does it support or undermine the behaviours?
-- Each person's latest view of a block counts once; what is said of one behaviour stands apart.
WITH latest AS (
    SELECT *
    FROM block_view_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND behaviour IS NULL
    QUALIFY row_number() OVER (PARTITION BY block, observer ORDER BY observed_on DESC, id) = 1
),
view AS (
    SELECT
        block,
        count(*) AS people,
        count(*) FILTER (level = 1) AS level_1,
        count(*) FILTER (level = 2) AS level_2,
        count(*) FILTER (level = 3) AS level_3,
        count(*) FILTER (level = 4) AS level_4,
        count(*) FILTER (level IS NULL) AS no_level,
        count(*) FILTER (effect = 'undermines') AS undermines,
        count(*) FILTER (effect = 'mixed') AS mixed,
        count(*) FILTER (effect = 'supports') AS supports,
        count(*) FILTER (confidence = 1) AS confidence_1,
        count(*) FILTER (confidence = 2) AS confidence_2,
        count(*) FILTER (confidence = 3) AS confidence_3,
        max(observed_on) AS last_day,
        arg_max(next_step, observed_on) FILTER (next_step IS NOT NULL AND consent >= $consent)
            AS next_step,
        arg_max_null(next_step_by, observed_on) FILTER (next_step IS NOT NULL AND consent >= $consent)
            AS next_step_by
    FROM latest
    GROUP BY block
)
SELECT
    block.code AS block,
    CASE $words WHEN 'plain' THEN block.plain ELSE block.title END AS block_label,
    block.question,
    coalesce(view.people, 0) AS people,
    coalesce(view.level_1, 0) AS level_1,
    coalesce(view.level_2, 0) AS level_2,
    coalesce(view.level_3, 0) AS level_3,
    coalesce(view.level_4, 0) AS level_4,
    coalesce(view.no_level, 0) AS no_level,
    coalesce(view.undermines, 0) AS undermines,
    coalesce(view.mixed, 0) AS mixed,
    coalesce(view.supports, 0) AS supports,
    coalesce(view.confidence_1, 0) AS confidence_1,
    coalesce(view.confidence_2, 0) AS confidence_2,
    coalesce(view.confidence_3, 0) AS confidence_3,
    view.last_day,
    view.next_step,
    view.next_step_by
FROM block
LEFT JOIN view ON view.block = block.code
WHERE block.active OR view.people > 0
ORDER BY block.position
