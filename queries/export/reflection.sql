-- What did people make of what they saw of this place?
SELECT observed_on, place, page, lens, question, observer,
    CASE WHEN consent >= $consent THEN noticed END AS noticed,
    CASE WHEN consent >= $consent THEN so_what END AS so_what,
    CASE WHEN consent >= $consent THEN now_what END AS now_what,
    CASE WHEN consent >= $consent THEN could_be_wrong END AS could_be_wrong,
    CASE WHEN consent >= $consent THEN seen_otherwise END AS seen_otherwise, consent
FROM reflection_now
WHERE place = $place
ORDER BY observed_on, id
