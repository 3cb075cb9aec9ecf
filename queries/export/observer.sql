-- Who speaks in this place, by pseudonym, and for whom?
SELECT place, code, sector, organisation
FROM observer
WHERE place = $place
ORDER BY code
