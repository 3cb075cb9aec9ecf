-- What does this observation say, if it stands?
SELECT observed_on, part, behaviour, strength, direction, overtness, note, consent
FROM observation_now
WHERE id = $id
