-- How many observations of this place would a sheet hold, and how long is the longest note?
SELECT count(*) AS row_count, coalesce(max(length(note)), 0) AS longest
FROM observation_now
WHERE place = $place
