-- What does this kept view hold?
SELECT place, page, lens, taken_on, rules, voices, answers, hash
FROM snapshot
WHERE CAST(id AS VARCHAR) = $id
