-- Who has spoken in this place before, by pseudonym, and is it said for which sector?
SELECT code, sector IS NOT NULL AS sector_said
FROM observer
WHERE place = $place AND code <> 'unnamed' AND NOT starts_with(code, 'unnamed:')
ORDER BY code
