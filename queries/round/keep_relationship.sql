-- Keep what was said of a relationship in a round. What the same person said of it in a round before
-- is superseded, as long as it stands; of trust and level, the one that is left open stays as it was.
INSERT INTO relationship (id, place, party, other_party, said_for, observer, observed_on, level,
    trust, consent, gathering, supersedes, recorded_at)
WITH before AS (
    SELECT id, observer, said_for, level, trust
    FROM relationship_now
    WHERE place = $place AND gathering = $gathering
        AND (party, other_party) = ($party, $other_party)
        AND recorded_at IN (SELECT closed_at FROM scoring_round WHERE gathering = $gathering)
),
said AS (
    SELECT observer, any_value(said_for) AS said_for,
        max(score) FILTER (subject = 'level') AS level,
        max(score) FILTER (subject = 'trust') AS trust
    FROM voice
    GROUP BY observer
)
SELECT uuidv7(), $place, $party, $other_party, coalesce(said.said_for, before.said_for),
    said.observer, $observed_on, coalesce(said.level, before.level),
    coalesce(said.trust, before.trust), 1, $gathering, before.id, $recorded_at
FROM said
LEFT JOIN before ON before.observer = said.observer
ORDER BY said.observer
