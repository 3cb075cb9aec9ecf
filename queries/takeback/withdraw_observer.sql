-- Withdraw all that one observer said in a place, take out every text of theirs, forget for whom they
-- spoke and who they are, and what their phone sent in rounds of scores.
INSERT INTO observation BY NAME
SELECT * REPLACE (
    uuidv7() AS id, id AS supersedes, true AS withdrawn,
    (SELECT recorded_at FROM leaving) AS recorded_at
)
FROM observation_now
WHERE (place, observer) IN (SELECT (place, observer) FROM leaving);
UPDATE observation SET note = NULL
WHERE (place, observer) IN (SELECT (place, observer) FROM leaving);
INSERT INTO relationship BY NAME
SELECT * REPLACE (
    uuidv7() AS id, id AS supersedes, true AS withdrawn,
    (SELECT recorded_at FROM leaving) AS recorded_at
)
FROM relationship_now
WHERE (place, observer) IN (SELECT (place, observer) FROM leaving);
UPDATE relationship SET note = NULL
WHERE (place, observer) IN (SELECT (place, observer) FROM leaving);
INSERT INTO block_view BY NAME
SELECT * REPLACE (
    uuidv7() AS id, id AS supersedes, true AS withdrawn,
    (SELECT recorded_at FROM leaving) AS recorded_at
)
FROM block_view_now
WHERE (place, observer) IN (SELECT (place, observer) FROM leaving);
UPDATE block_view SET evidence = NULL, next_step = NULL
WHERE (place, observer) IN (SELECT (place, observer) FROM leaving);
INSERT INTO reflection BY NAME
SELECT * REPLACE (
    uuidv7() AS id, id AS supersedes, true AS withdrawn,
    (SELECT recorded_at FROM leaving) AS recorded_at
)
FROM reflection_now
WHERE (place, observer) IN (SELECT (place, observer) FROM leaving);
UPDATE reflection SET question = NULL, noticed = NULL, so_what = NULL, now_what = NULL,
    could_be_wrong = NULL, seen_otherwise = NULL
WHERE (place, observer) IN (SELECT (place, observer) FROM leaving);
DELETE FROM score WHERE ballot IN (
    SELECT ballot.id
    FROM ballot
    JOIN scoring_round ON scoring_round.id = ballot.scoring_round
    JOIN phone ON phone.gathering = scoring_round.gathering AND phone.key_hash = ballot.phone
    JOIN leaving ON leaving.place = scoring_round.place AND leaving.observer = phone.observer
);
DELETE FROM ballot WHERE id IN (
    SELECT ballot.id
    FROM ballot
    JOIN scoring_round ON scoring_round.id = ballot.scoring_round
    JOIN phone ON phone.gathering = scoring_round.gathering AND phone.key_hash = ballot.phone
    JOIN leaving ON leaving.place = scoring_round.place AND leaving.observer = phone.observer
);
DELETE FROM phone
WHERE observer IN (SELECT observer FROM leaving)
    AND gathering IN (SELECT id FROM gathering WHERE place IN (SELECT place FROM leaving));
DELETE FROM observer WHERE (place, code) IN (SELECT (place, observer) FROM leaving);
DELETE FROM voice WHERE (place, observer) IN (SELECT (place, observer) FROM leaving);
DROP TABLE leaving;
