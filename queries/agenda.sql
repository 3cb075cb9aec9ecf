-- What does this gathering look at, in order, and what is asked of it?
SELECT id, page, lens, question
FROM agenda
WHERE CAST(gathering AS VARCHAR) = $gathering
ORDER BY position, id
