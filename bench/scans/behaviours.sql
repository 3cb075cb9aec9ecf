-- The columns of queries/behaviours.sql, read and nothing more.
SELECT max(behaviour), max(part), max(observer), max(strength)
FROM observation
WHERE place = $place AND observed_on BETWEEN $since AND $until
