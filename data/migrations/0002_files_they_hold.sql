-- What files of other makes need: the spellings that are known, and lasting pseudonyms.

-- A key of this file's own that pseudonyms are made with: without it nobody can tell a name.
CREATE TABLE secret (
    purpose VARCHAR NOT NULL,
    key BLOB NOT NULL
);

-- Every spelling of a word that a file may use, and the one code that it stands for: where two
-- words are spelt alike, a code comes before a title and a title before a plain label.
CREATE VIEW spelling AS
SELECT kind, spelling, code
FROM (
    SELECT kind, lower(spelling) AS spelling, code, row_number() OVER (
        PARTITION BY kind, lower(spelling) ORDER BY precedence, position, code
    ) AS choice
    FROM (
        SELECT 'place' AS kind, unnest([code, title]) AS spelling, code, 0 AS position,
            unnest([1, 2]) AS precedence
        FROM place
        UNION ALL
        SELECT 'part', unnest([code, title, plain]), code, position, unnest([1, 2, 3]) FROM part
        UNION ALL
        SELECT 'behaviour', unnest([code, title, plain]), code, position, unnest([1, 2, 3])
        FROM behaviour
        UNION ALL
        SELECT 'sector', unnest([code, title, plain]), code, position, unnest([1, 2, 3]) FROM sector
        UNION ALL
        SELECT scale, unnest([code, title, plain]), code, position, unnest([1, 2, 3])
        FROM level
        WHERE scale IN ('direction', 'overtness', 'consent')
    )
)
WHERE choice = 1;
