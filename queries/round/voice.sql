-- Who said what in a round: the numbers that count, each with its person and with for whom they
-- speak.
CREATE OR REPLACE TEMP TABLE voice AS
SELECT phone.observer, phone.sector, ballot.said_for, score.subject, score.score
FROM ballot_now AS ballot
JOIN score ON score.ballot = ballot.id
JOIN phone ON phone.key_hash = ballot.phone AND phone.gathering = $gathering
WHERE ballot.scoring_round = $scoring_round AND phone.observer IS NOT NULL
