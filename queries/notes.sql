-- What did people write about this behaviour in this part of the place, as far as they agreed to?
SELECT observed_on, note, strength, direction
FROM observation_now
WHERE place = $place AND observed_on BETWEEN $since AND $until
    AND behaviour = $behaviour AND coalesce(part, '') = $part
    AND note IS NOT NULL AND consent >= $consent
ORDER BY observed_on DESC, id
LIMIT 100
