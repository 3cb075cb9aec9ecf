-- Keep what partners may read of a note; none where it is kept back.
INSERT INTO passed_note (observation, said, decided_at) VALUES ($observation, $said, $decided_at)
