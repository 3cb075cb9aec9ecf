-- Take the text out of every row that an observation's row took the place of.
WITH RECURSIVE earlier AS (
    SELECT supersedes AS id FROM observation WHERE id = $id
    UNION
    SELECT observation.supersedes FROM observation JOIN earlier ON earlier.id = observation.id
)
UPDATE observation SET note = NULL
WHERE id IN (SELECT id FROM earlier WHERE id IS NOT NULL) AND note IS NOT NULL
