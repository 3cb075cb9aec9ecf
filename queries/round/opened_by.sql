-- Which open round of a gathering does a short code open?
SELECT id, gathering, place, about, part, party, other_party, turn, code, opened_at, closed_at
FROM scoring_round
WHERE gathering = $gathering AND code = $code AND closed_at IS NULL
