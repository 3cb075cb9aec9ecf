-- By which pseudonym is this observer held, however it was typed, and who do they speak for?
SELECT code, sector, organisation
FROM observer
WHERE place = $place AND lower(code) = lower($code)
ORDER BY code = $code DESC, code
LIMIT 1
