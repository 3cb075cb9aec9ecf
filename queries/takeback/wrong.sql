-- What of an amended observation cannot be kept, and what is the remedy?
SELECT 'The day is not one that has been. Choose another.' AS said
WHERE CAST($observed_on AS DATE) IS NULL OR CAST($observed_on AS DATE) > CAST($today AS DATE)
UNION ALL
SELECT 'This behaviour is not held here. Choose one that is.'
WHERE coalesce($behaviour, '') NOT IN (SELECT code FROM behaviour)
UNION ALL
SELECT 'This part is not held here. Choose one that is, or none.'
WHERE $part NOT IN (SELECT code FROM part)
UNION ALL
SELECT 'A strength is a number from 0 to 10. Leave it out for “not sure”.'
WHERE NOT CAST($strength AS DOUBLE) BETWEEN 0 AND 10
UNION ALL
SELECT concat('This ', scale.name, ' is not known. Choose one that is.')
FROM (VALUES
    ('direction', $direction), ('overtness', CAST($overtness AS VARCHAR)),
    ('consent', coalesce(CAST($consent AS VARCHAR), ''))
) AS scale (name, code)
WHERE scale.code NOT IN (SELECT level.code FROM level WHERE level.scale = scale.name)
