-- Keep what was said of building blocks in a round. What the same person said of one in a round
-- before is superseded, as long as it stands.
INSERT INTO block_view (id, place, block, observer, observed_on, level, consent, gathering,
    supersedes, recorded_at)
WITH before AS (
    SELECT id, observer, block
    FROM block_view_now
    WHERE place = $place AND gathering = $gathering
        AND recorded_at IN (SELECT closed_at FROM scoring_round WHERE gathering = $gathering)
)
SELECT uuidv7(), $place, voice.subject, voice.observer, $observed_on, voice.score, 1, $gathering,
    before.id, $recorded_at
FROM voice
LEFT JOIN before ON before.observer = voice.observer AND before.block = voice.subject
ORDER BY voice.observer, voice.subject
