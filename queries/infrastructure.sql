-- How far along is each building block, does it support or undermine the behaviours, and how did it move?
-- Each person's latest view of a block counts once. What was said of one behaviour alone stands apart,
-- in blocks_and_behaviours.sql. Movement is that of the same people, from the first day on which they
-- said how far along it is to the last.
WITH said AS (
    SELECT *
    FROM block_view_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND behaviour IS NULL
),
latest AS (
    SELECT *
    FROM said
    QUALIFY row_number() OVER (
        PARTITION BY block, observer ORDER BY observed_on DESC, recorded_at DESC, id DESC
    ) = 1
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
        count(*) FILTER (good_enough = 1) AS enough_1,
        count(*) FILTER (good_enough = 2) AS enough_2,
        count(*) FILTER (good_enough = 3) AS enough_3,
        count(*) FILTER (good_enough = 4) AS enough_4,
        max(observed_on) AS last_day,
        arg_max(row(next_step, next_step_by), row(observed_on, recorded_at, id))
            FILTER (next_step IS NOT NULL AND consent >= $consent) AS step
    FROM latest
    GROUP BY block
),
seen_again AS (
    SELECT
        block,
        first(level ORDER BY observed_on, recorded_at DESC, id DESC) AS at_first,
        first(level ORDER BY observed_on DESC, recorded_at DESC, id DESC) AS at_last,
        min(level) AS lowest
    FROM said
    WHERE level IS NOT NULL
    GROUP BY block, observer
    HAVING min(observed_on) < max(observed_on)
),
moved AS (
    SELECT
        block,
        count(*) AS again,
        count(*) FILTER (at_last > at_first) AS further,
        count(*) FILTER (at_last = at_first) AS as_before,
        count(*) FILTER (at_last < at_first) AS back,
        count(*) FILTER (lowest < least(at_first, at_last)) AS dipped
    FROM seen_again
    GROUP BY block
)
SELECT
    block.code AS block,
    CASE $words WHEN 'plain' THEN block.plain ELSE block.title END AS block_label,
    block.meaning,
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
    coalesce(view.enough_1, 0) AS enough_1,
    coalesce(view.enough_2, 0) AS enough_2,
    coalesce(view.enough_3, 0) AS enough_3,
    coalesce(view.enough_4, 0) AS enough_4,
    coalesce(moved.again, 0) AS again,
    coalesce(moved.further, 0) AS further,
    coalesce(moved.as_before, 0) AS as_before,
    coalesce(moved.back, 0) AS back,
    coalesce(moved.dipped, 0) AS dipped,
    view.last_day,
    view.step[1] AS next_step,
    view.step[2] AS next_step_by
FROM block
LEFT JOIN view ON view.block = block.code
LEFT JOIN moved ON moved.block = block.code
WHERE block.active OR view.people > 0
ORDER BY block.position
