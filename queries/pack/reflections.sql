-- What did people at this gathering make of each view, as far as they agreed to be read?
SELECT page, lens, question, observed_on, noticed, so_what, now_what, could_be_wrong, seen_otherwise
FROM reflection_now
WHERE CAST(gathering AS VARCHAR) = $gathering AND consent >= $consent
ORDER BY recorded_at, id
