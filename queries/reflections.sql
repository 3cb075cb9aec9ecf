-- What did people make of what they saw, on one page or on any, as far as they agreed to be read?
SELECT CAST(id AS VARCHAR) AS id, page, lens, question, observed_on, noticed, so_what, now_what,
    could_be_wrong, seen_otherwise
FROM reflection_now
WHERE place = $place AND ($page = '' OR page = $page) AND consent >= $consent
ORDER BY observed_on DESC, recorded_at DESC, id
