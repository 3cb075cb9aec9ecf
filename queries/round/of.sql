-- Which rounds of scores did a gathering have? First those that are closed, a second turn after the
-- first; the one that is open comes last, also where the clock was put back meanwhile.
SELECT id, gathering, place, about, part, party, other_party, turn, code, opened_at, closed_at
FROM scoring_round
WHERE gathering = $gathering
ORDER BY closed_at IS NULL, turn, opened_at, id
