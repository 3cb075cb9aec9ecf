-- The columns of queries/together.sql, read and nothing more.
SELECT max(behaviour), max(observer), max(observed_on), max(strength)
FROM observation
WHERE place = $place AND observed_on BETWEEN $since AND $until
