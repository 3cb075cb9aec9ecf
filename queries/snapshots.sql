-- Which views of this page has the place kept as people saw them, the latest first?
SELECT CAST(id AS VARCHAR) AS id, taken_on, lens
FROM snapshot
WHERE place = $place AND page = $page
ORDER BY taken_on DESC, recorded_at DESC, id
