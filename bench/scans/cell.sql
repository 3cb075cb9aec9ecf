-- The columns of queries/cell.sql, read and nothing more.
SELECT max(observer), max(strength), max(observed_on)
FROM observation
WHERE place = $place AND observed_on BETWEEN $since AND $until
    AND behaviour = $behaviour AND part = $part
