-- What did this one observer add to the place, as it stands, the latest first?
SELECT CAST(id AS VARCHAR) AS id, behaviour, part, observed_on, strength, overtness, note, consent
FROM observation_now
WHERE place = $place AND observer = $observer
ORDER BY observed_on DESC, id DESC
