-- What is known of one round?
SELECT id, gathering, place, about, part, party, other_party, turn, code, opened_at, closed_at
FROM scoring_round
WHERE id = $id
