-- Which rounds of scores did a gathering have, in their order?
SELECT id, gathering, place, about, part, party, other_party, turn, code, opened_at, closed_at
FROM scoring_round
WHERE gathering = $gathering
ORDER BY opened_at, id
