-- Which help was given in this place?
SELECT observed_on, place, given_by, given_to,
    CASE WHEN consent >= $consent THEN title END AS title,
    CASE WHEN consent >= $consent THEN pressure_met END AS pressure_met, beyond_objectives,
    CASE WHEN consent >= $consent THEN note END AS note, consent
FROM help_now
WHERE place = $place
ORDER BY observed_on, id
