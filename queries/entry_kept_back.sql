-- How many steps are for a place's own people, and are not shown beside another place?
SELECT count(*) AS steps
FROM entry_step_now
WHERE place IN ($place, $beside) AND observed_on BETWEEN $since AND $until
    AND consent BETWEEN 1 AND $consent - 1
