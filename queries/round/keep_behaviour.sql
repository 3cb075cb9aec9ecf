-- Keep what was said of behaviours in a round. What the same person said of one in a round before
-- is superseded, as long as it stands as it was said.
INSERT INTO observation (id, place, part, behaviour, observer, observed_on, strength, consent,
    gathering, supersedes, recorded_at)
WITH before AS (
    SELECT id, observer, behaviour
    FROM observation_now
    WHERE place = $place AND gathering = $gathering AND part IS NOT DISTINCT FROM $part
        AND recorded_at IN (SELECT closed_at FROM scoring_round WHERE gathering = $gathering)
)
SELECT uuidv7(), $place, $part, voice.subject, voice.observer, $observed_on, voice.score, 1,
    $gathering, before.id, $recorded_at
FROM voice
LEFT JOIN before ON before.observer = voice.observer AND before.behaviour = voice.subject
ORDER BY voice.observer, voice.subject
