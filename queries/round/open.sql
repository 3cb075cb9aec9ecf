-- Open a round of scores.
INSERT INTO scoring_round (id, gathering, place, about, part, party, other_party, turn, code,
    opened_at)
VALUES ($id, $gathering, $place, $about, $part, $party, $other_party, $turn, $code, $opened_at)
