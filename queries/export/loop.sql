-- What did people of this place assume before, and what do they assume now?
SELECT opened_on, revisit_on, closed_on, place,
    CASE WHEN consent >= $consent THEN question END AS question,
    CASE WHEN consent >= $consent THEN assumption_before END AS assumption_before,
    CASE WHEN consent >= $consent THEN tried END AS tried,
    CASE WHEN consent >= $consent THEN happened END AS happened,
    CASE WHEN consent >= $consent THEN assumption_now END AS assumption_now, depth, consent
FROM loop_now
WHERE place = $place
ORDER BY opened_on, id
