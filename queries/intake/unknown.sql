-- Which places, parts, behaviours and sectors does the file name that the house does not know?
SELECT said.kind, any_value(said.spelling) AS spelling, count(*) AS row_count
FROM (
    SELECT 'place' AS kind, place AS spelling FROM offered
    UNION ALL
    SELECT 'part', part FROM offered
    UNION ALL
    SELECT 'behaviour', behaviour FROM offered
    UNION ALL
    SELECT 'sector', sector FROM offered
) AS said
ANTI JOIN word ON word.kind = said.kind AND word.spelling = lower(said.spelling)
WHERE said.spelling IS NOT NULL
GROUP BY said.kind, lower(said.spelling)
ORDER BY said.kind, spelling
