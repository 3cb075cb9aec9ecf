-- How do people see the building blocks of this place?
SELECT observed_on, place, block, observer, level, effect, behaviour, confidence,
    CASE WHEN consent >= $consent THEN evidence END AS evidence,
    CASE WHEN consent >= $consent THEN next_step END AS next_step, next_step_by, good_enough,
    consent
FROM block_view_now
WHERE place = $place
ORDER BY observed_on, id
