-- Which views were kept at this gathering, the latest first?
SELECT CAST(id AS VARCHAR) AS id, page, lens
FROM snapshot
WHERE CAST(gathering AS VARCHAR) = $gathering
ORDER BY taken_on DESC, recorded_at DESC, id
