-- Which places, parts, behaviours and sectors does the file name that the house does not know?
SELECT used.field AS kind, arg_min(said, used.place) AS spelling, sum(row_count) AS row_count
FROM used
ANTI JOIN word ON word.kind = used.field AND word.spelling = lower(used.said)
WHERE used.field IN ('place', 'part', 'behaviour', 'sector')
GROUP BY used.field, lower(said)
ORDER BY kind, spelling
