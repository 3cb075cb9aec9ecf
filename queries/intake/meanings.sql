-- What does each word of the file mean: a code of the house, a day, a number?
SELECT
    used.field,
    used.place,
    word.code,
    CASE WHEN field = 'observed_on' AND regexp_full_match(said, '\d{4}-\d{2}-\d{2}')
        THEN try_cast(said AS DATE) END AS day,
    -- A cast alone would take 1_0 for a ten.
    CASE WHEN field = 'strength' AND regexp_full_match(said, '[-+]?\d+(\.\d+)?([eE][-+]?\d+)?')
        THEN try_cast(said AS DOUBLE) END AS number,
    CASE WHEN field IN ('overtness', 'consent') THEN CAST(word.code AS TINYINT) END AS level
FROM used
LEFT JOIN word ON word.kind = used.field AND word.spelling = lower(used.said)
