-- What does each kept view say?
SELECT CAST(id AS VARCHAR) AS id, lens, voices, answers FROM snapshot
