-- How many people were heard, and how many notes did they leave?
SELECT count(DISTINCT observer) AS people, count(*) AS notes
FROM observation_now
WHERE place = $place AND observed_on BETWEEN $since AND $until
