-- Which cells cannot be taken in, and why?
SELECT checked.nth, checked.line, 'observed_on' AS field, said_observed_on AS value,
    CASE WHEN said_observed_on IS NULL THEN 'a date is needed'
        ELSE 'is not a date such as 2026-03-31' END AS reason
FROM checked
WHERE checked.observed_on IS NULL
UNION ALL
SELECT checked.nth, checked.line, 'observed_on', said_observed_on, 'is in the future'
FROM checked
WHERE checked.observed_on > $today
UNION ALL
SELECT checked.nth, checked.line, 'place', said_place,
    CASE WHEN said_place IS NULL THEN 'a place is needed' ELSE 'is not a place held here' END
FROM checked
WHERE checked.place IS NULL
UNION ALL
SELECT checked.nth, checked.line, 'part', said_part, 'is not a part of the system held here'
FROM checked
WHERE checked.part IS NULL AND said_part IS NOT NULL
UNION ALL
SELECT checked.nth, checked.line, 'behaviour', said_behaviour,
    CASE WHEN said_behaviour IS NULL THEN 'a behaviour is needed'
        ELSE 'is not a behaviour held here' END
FROM checked
WHERE checked.behaviour IS NULL
UNION ALL
SELECT checked.nth, checked.line, 'sector', said_sector, 'is not a sector held here'
FROM checked
WHERE checked.sector IS NULL AND said_sector IS NOT NULL
UNION ALL
SELECT checked.nth, checked.line, 'sector', said_sector,
    concat(said_observer, ' speaks for "', speaker.sector, '" elsewhere: use another pseudonym')
FROM checked
JOIN speaker ON speaker.place = checked.place AND speaker.observer = checked.observer
WHERE checked.sector <> speaker.sector
UNION ALL
SELECT checked.nth, checked.line, 'organisation', checked.organisation,
    concat(said_observer, ' belongs to "', speaker.organisation,
        '" elsewhere: use another pseudonym')
FROM checked
JOIN speaker ON speaker.place = checked.place AND speaker.observer = checked.observer
WHERE checked.organisation <> speaker.organisation
UNION ALL
SELECT checked.nth, checked.line, 'strength', said_strength,
    CASE WHEN said_strength LIKE '%(on a scale from %' THEN 'does not fit its scale'
        ELSE 'is not a number from 0 to 10' END
FROM checked
WHERE said_strength IS NOT NULL
    AND (checked.strength IS NULL OR NOT checked.strength BETWEEN 0 AND 10)
UNION ALL
SELECT checked.nth, checked.line, 'direction', said_direction,
    'is not one of strengthening, holding, slipping, unclear'
FROM checked
WHERE checked.direction IS NULL AND said_direction IS NOT NULL
UNION ALL
SELECT checked.nth, checked.line, 'overtness', said_overtness, 'is not one of 1, 2, 3, 4'
FROM checked
WHERE checked.overtness IS NULL AND said_overtness IS NOT NULL
UNION ALL
SELECT checked.nth, checked.line, 'consent', said_consent, 'is not one of 0, 1, 2, 3, 4'
FROM checked
WHERE checked.consent IS NULL
ORDER BY nth, field
