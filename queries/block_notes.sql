-- What did people write of this building block, of the whole or of one behaviour, as far as they agreed to?
-- Each person's latest view of either counts; those of the whole come first, and the latest before others.
WITH latest AS (
    SELECT *
    FROM block_view_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND block = $block
    QUALIFY row_number() OVER (
        PARTITION BY behaviour, observer ORDER BY observed_on DESC, recorded_at DESC, id DESC
    ) = 1
)
SELECT
    latest.observed_on,
    latest.behaviour,
    CASE $words WHEN 'plain' THEN behaviour.plain ELSE behaviour.title END AS behaviour_label,
    latest.effect,
    latest.evidence,
    latest.next_step,
    latest.next_step_by
FROM latest
LEFT JOIN behaviour ON behaviour.code = latest.behaviour
WHERE (latest.evidence IS NOT NULL OR latest.next_step IS NOT NULL)
    AND latest.consent >= $consent
QUALIFY row_number() OVER (
    PARTITION BY latest.behaviour ORDER BY latest.observed_on DESC, latest.id DESC
) <= 20
ORDER BY behaviour.position NULLS FIRST, latest.observed_on DESC, latest.id DESC
