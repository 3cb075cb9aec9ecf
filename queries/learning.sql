-- What did people assume, what did they try, what happened, and what do they think now?
-- A row for each turn of each loop that stands, the latest turn being the loop as it stands. First
-- come the loops to look at again today, then the others that are open, then the closed ones.
WITH RECURSIVE standing AS (
    SELECT id, opened_on, revisit_on, closed_on, CASE
        WHEN closed_on IS NOT NULL THEN 'closed'
        WHEN revisit_on <= CAST($today AS DATE) THEN 'due'
        ELSE 'open'
    END AS state
    FROM loop_now
    WHERE place = $place AND consent >= $consent
        AND opened_on <= CAST($until AS DATE) AND coalesce(closed_on, CAST($until AS DATE)) >= $since
),
history AS (
    SELECT loop.id AS last_id, loop.id, loop.supersedes, 0 AS later
    FROM loop JOIN standing ON standing.id = loop.id
    UNION ALL
    SELECT history.last_id, loop.id, loop.supersedes, history.later + 1
    FROM history JOIN loop ON loop.id = history.supersedes
),
-- The first turn names the loop: it stays the same, however far the loop is taken.
line AS (
    SELECT last_id, arg_max(id, later) AS loop, max(later) AS turns_before
    FROM history
    GROUP BY last_id
)
SELECT
    CAST(line.loop AS VARCHAR) AS loop,
    CAST(said.id AS VARCHAR) AS id,
    turns_before - later + 1 AS turn,
    turns_before + 1 AS turns,
    state,
    said.question,
    said.assumption_before,
    said.tried,
    said.happened,
    said.assumption_now,
    said.depth,
    CASE $words WHEN 'plain' THEN level.plain ELSE level.title END AS depth_label,
    said.opened_on,
    said.revisit_on,
    said.closed_on,
    said.recorded_at
FROM history
JOIN line ON line.last_id = history.last_id
JOIN standing ON standing.id = history.last_id
JOIN loop AS said ON said.id = history.id
-- Nobody has changed what they believe before they say what they think now.
LEFT JOIN level ON level.scale = 'depth' AND level.code = said.depth
    AND (said.depth = 'single' OR said.assumption_now IS NOT NULL)
ORDER BY
    list_position(['due', 'open', 'closed'], state),
    CASE WHEN state <> 'closed' THEN standing.revisit_on END NULLS LAST,
    standing.closed_on DESC,
    standing.opened_on,
    line.loop,
    turn
