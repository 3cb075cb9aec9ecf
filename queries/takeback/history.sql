-- How did this observation come to be as it is, from its first row to its last?
-- A text that its author now keeps to themselves is in none of the rows.
WITH RECURSIVE earlier AS (
    SELECT id, supersedes, 0 AS place_in_line FROM observation WHERE id = $id
    UNION
    SELECT held.id, held.supersedes, place_in_line - 1
    FROM observation AS held JOIN earlier ON earlier.supersedes = held.id
),
later AS (
    SELECT id, 0 AS place_in_line FROM observation WHERE id = $id
    UNION
    SELECT held.id, place_in_line + 1
    FROM observation AS held JOIN later ON held.supersedes = later.id
),
line AS (
    SELECT held.*, place_in_line
    FROM (SELECT id, place_in_line FROM earlier UNION SELECT id, place_in_line FROM later)
    JOIN observation AS held USING (id)
)
SELECT id, recorded_at, observed_on, place, part, behaviour, observer, strength, direction,
    overtness,
    CASE WHEN (SELECT arg_max(consent, place_in_line) FROM line) >= $consent THEN note END AS note,
    consent, withdrawn
FROM line
ORDER BY place_in_line
