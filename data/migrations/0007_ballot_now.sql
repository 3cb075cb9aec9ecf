-- What counts of the ballots: of each phone in each round its latest.
CREATE VIEW ballot_now AS
SELECT * FROM ballot
QUALIFY row_number() OVER (PARTITION BY scoring_round, phone ORDER BY cast_at DESC, id DESC) = 1;
