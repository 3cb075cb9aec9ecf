-- What did each person say in a closed round, as far as it was not withdrawn since? Who it was is a
-- number that is theirs for the whole gathering and tells nothing else.
WITH person AS (
    SELECT key_hash, observer, row_number() OVER (ORDER BY length(observer), observer) AS person
    FROM phone
    WHERE gathering = $gathering AND observer IS NOT NULL
),
standing AS (
    SELECT fact.observer, fact.behaviour AS subject
    FROM observation_now AS fact
    JOIN scoring_round AS asked ON asked.part IS NOT DISTINCT FROM fact.part
    WHERE fact.gathering = $gathering AND asked.id = $scoring_round
    UNION
    SELECT observer, block FROM block_view_now WHERE gathering = $gathering
    UNION
    SELECT fact.observer, unnest(['trust', 'level'])
    FROM relationship_now AS fact
    JOIN scoring_round AS asked ON fact.party IN (asked.party, asked.other_party)
        AND fact.other_party IN (asked.party, asked.other_party)
    WHERE fact.gathering = $gathering AND asked.id = $scoring_round
)
SELECT score.subject, score.score, person.person
FROM ballot_now AS ballot
JOIN person ON person.key_hash = ballot.phone
JOIN score ON score.ballot = ballot.id
JOIN standing ON standing.observer = person.observer AND standing.subject = score.subject
WHERE ballot.scoring_round = $scoring_round
ORDER BY score.subject, person.person
