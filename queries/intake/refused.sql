-- Which cells cannot be taken in, and why?
SELECT line, 'observed_on' AS field, offered.observed_on AS value,
    CASE WHEN offered.observed_on IS NULL THEN 'a date is needed'
        ELSE 'is not a date such as 2026-03-31' END AS reason
FROM offered JOIN checked USING (line)
WHERE checked.observed_on IS NULL
UNION ALL
SELECT line, 'observed_on', offered.observed_on, 'is in the future'
FROM offered JOIN checked USING (line)
WHERE checked.observed_on > $today
UNION ALL
SELECT line, 'place', offered.place,
    CASE WHEN offered.place IS NULL THEN 'a place is needed' ELSE 'is not a place held here' END
FROM offered JOIN checked USING (line)
WHERE checked.place IS NULL
UNION ALL
SELECT line, 'part', offered.part, 'is not a part of the system held here'
FROM offered JOIN checked USING (line)
WHERE checked.part IS NULL AND offered.part IS NOT NULL
UNION ALL
SELECT line, 'behaviour', offered.behaviour,
    CASE WHEN offered.behaviour IS NULL THEN 'a behaviour is needed'
        ELSE 'is not a behaviour held here' END
FROM offered JOIN checked USING (line)
WHERE checked.behaviour IS NULL
UNION ALL
SELECT line, 'sector', offered.sector, 'is not a sector held here'
FROM offered JOIN checked USING (line)
WHERE checked.sector IS NULL AND offered.sector IS NOT NULL
UNION ALL
SELECT line, 'sector', offered.sector,
    concat(offered.observer, ' speaks for "', speaker.sector, '" elsewhere: use another pseudonym')
FROM offered JOIN checked USING (line)
JOIN speaker ON speaker.place = checked.place AND speaker.observer = checked.observer
WHERE checked.sector <> speaker.sector
UNION ALL
SELECT line, 'organisation', offered.organisation,
    concat(offered.observer, ' belongs to "', speaker.organisation,
        '" elsewhere: use another pseudonym')
FROM offered JOIN checked USING (line)
JOIN speaker ON speaker.place = checked.place AND speaker.observer = checked.observer
WHERE checked.organisation <> speaker.organisation
UNION ALL
SELECT line, 'strength', offered.strength, 'is not a number from 0 to 10'
FROM offered JOIN checked USING (line)
WHERE offered.strength IS NOT NULL
    AND (checked.strength IS NULL OR NOT checked.strength BETWEEN 0 AND 10)
UNION ALL
SELECT line, 'direction', offered.direction,
    'is not one of strengthening, holding, slipping, unclear'
FROM offered JOIN checked USING (line)
WHERE checked.direction IS NULL AND offered.direction IS NOT NULL
UNION ALL
SELECT line, 'overtness', offered.overtness, 'is not one of 1, 2, 3, 4'
FROM offered JOIN checked USING (line)
WHERE checked.overtness IS NULL AND offered.overtness IS NOT NULL
UNION ALL
SELECT line, 'consent', offered.consent, 'is not one of 0, 1, 2, 3, 4'
FROM offered JOIN checked USING (line)
WHERE checked.consent IS NULL
ORDER BY line, field
