-- What did one phone send last in a round, number by number?
SELECT ballot.said_for, score.subject, score.score
FROM ballot_now AS ballot
LEFT JOIN score ON score.ballot = ballot.id
WHERE ballot.scoring_round = $scoring_round AND ballot.phone = $phone
