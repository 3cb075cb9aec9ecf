-- Which observations of this place are held, the latest first, withdrawn ones too?
-- An empty filter lets everything through. A text is looked into only as far as its author agreed.
SELECT
    CAST(held.id AS VARCHAR) AS id,
    held.observed_on,
    coalesce(CASE $words WHEN 'plain' THEN behaviour.plain ELSE behaviour.title END, held.behaviour)
        AS behaviour_label,
    coalesce(CASE $words WHEN 'plain' THEN part.plain ELSE part.title END, held.part, '')
        AS part_label,
    held.observer,
    CASE WHEN held.consent >= $consent THEN held.note END AS note,
    held.withdrawn,
    count(*) OVER () AS found
FROM observation AS held
LEFT JOIN behaviour ON behaviour.code = held.behaviour
LEFT JOIN part ON part.code = held.part
WHERE held.place = $place
    AND held.id NOT IN (SELECT supersedes FROM observation WHERE supersedes IS NOT NULL)
    AND ($behaviour = '' OR held.behaviour = $behaviour)
    AND ($part = '' OR held.part = $part)
    AND ($observer = '' OR held.observer = $observer)
    AND ($said = '' OR held.consent >= $consent AND contains(lower(held.note), lower($said)))
ORDER BY held.observed_on DESC, held.id
LIMIT 100
