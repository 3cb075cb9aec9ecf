-- Keep an observation as amended, in the place of the row that stood.
INSERT INTO observation BY NAME
SELECT * REPLACE (
    $id AS id, $observed_on AS observed_on, $part AS part, $behaviour AS behaviour,
    $strength AS strength, $direction AS direction, $overtness AS overtness, $note AS note,
    $consent AS consent, $supersedes AS supersedes, $recorded_at AS recorded_at
)
FROM observation
WHERE id = $supersedes
