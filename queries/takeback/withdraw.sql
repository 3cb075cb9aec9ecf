-- Keep that an observation was withdrawn.
INSERT INTO observation BY NAME
SELECT * REPLACE (
    $id AS id, NULL AS note, $supersedes AS supersedes, true AS withdrawn,
    $recorded_at AS recorded_at
)
FROM observation
WHERE id = $supersedes
