-- What did this gathering look at, one view after the other, and what was asked of it?
SELECT page, lens, question
FROM agenda
WHERE CAST(gathering AS VARCHAR) = $gathering
ORDER BY position, id
