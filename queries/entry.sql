-- Which steps led into the place, how wide was each, and who opened the door?
-- Two places side by side stand in the order of their titles, whichever was chosen first.
SELECT held.code AS place, held.title AS place_title, step.observed_on, step.title,
    step.opened_by, step.altitude,
    CASE $words WHEN 'plain' THEN level.plain ELSE level.title END AS altitude_label, step.note
FROM entry_step_now AS step
JOIN place AS held ON held.code = step.place
JOIN level ON level.scale = 'altitude' AND level.code = CAST(step.altitude AS VARCHAR)
WHERE step.place IN ($place, $beside) AND step.observed_on BETWEEN $since AND $until
    AND step.consent >= $consent
ORDER BY held.title, step.observed_on, step.recorded_at, step.id
