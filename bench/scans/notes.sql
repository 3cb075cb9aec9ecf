-- The columns of queries/notes.sql, read and nothing more.
SELECT max(observed_on), max(note), max(strength), max(direction), max(id)
FROM observation
WHERE place = $place AND observed_on BETWEEN $since AND $until
    AND behaviour = $behaviour AND part = $part AND note IS NOT NULL AND consent >= $consent
