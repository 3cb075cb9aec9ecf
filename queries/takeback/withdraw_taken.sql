-- Keep that what is marked was withdrawn, and take its texts out of every row of its history.
INSERT INTO relationship BY NAME
SELECT * REPLACE (
    (SELECT any_value(withdrawal) FROM taken) AS id, id AS supersedes, true AS withdrawn,
    (SELECT any_value(recorded_at) FROM taken) AS recorded_at
)
FROM relationship_now
WHERE id IN (SELECT id FROM taken);
UPDATE relationship SET party = '', other_party = '', said_for = NULL, note = NULL
WHERE id IN (SELECT unnest([id, withdrawal]) FROM taken);
INSERT INTO event BY NAME
SELECT * REPLACE (
    (SELECT any_value(withdrawal) FROM taken) AS id, id AS supersedes, true AS withdrawn,
    (SELECT any_value(recorded_at) FROM taken) AS recorded_at
)
FROM event_now
WHERE id IN (SELECT id FROM taken);
UPDATE event SET title = '', note = NULL
WHERE id IN (SELECT unnest([id, withdrawal]) FROM taken);
INSERT INTO entry_step BY NAME
SELECT * REPLACE (
    (SELECT any_value(withdrawal) FROM taken) AS id, id AS supersedes, true AS withdrawn,
    (SELECT any_value(recorded_at) FROM taken) AS recorded_at
)
FROM entry_step_now
WHERE id IN (SELECT id FROM taken);
UPDATE entry_step SET title = '', opened_by = NULL, note = NULL
WHERE id IN (SELECT unnest([id, withdrawal]) FROM taken);
INSERT INTO help BY NAME
SELECT * REPLACE (
    (SELECT any_value(withdrawal) FROM taken) AS id, id AS supersedes, true AS withdrawn,
    (SELECT any_value(recorded_at) FROM taken) AS recorded_at
)
FROM help_now
WHERE id IN (SELECT id FROM taken);
UPDATE help SET given_by = '', given_to = '', title = '', pressure_met = NULL, note = NULL
WHERE id IN (SELECT unnest([id, withdrawal]) FROM taken);
INSERT INTO block_view BY NAME
SELECT * REPLACE (
    (SELECT any_value(withdrawal) FROM taken) AS id, id AS supersedes, true AS withdrawn,
    (SELECT any_value(recorded_at) FROM taken) AS recorded_at
)
FROM block_view_now
WHERE id IN (SELECT id FROM taken);
UPDATE block_view SET evidence = NULL, next_step = NULL
WHERE id IN (SELECT unnest([id, withdrawal]) FROM taken);
INSERT INTO reflection BY NAME
SELECT * REPLACE (
    (SELECT any_value(withdrawal) FROM taken) AS id, id AS supersedes, true AS withdrawn,
    (SELECT any_value(recorded_at) FROM taken) AS recorded_at
)
FROM reflection_now
WHERE id IN (SELECT id FROM taken);
UPDATE reflection SET question = NULL, noticed = NULL, so_what = NULL, now_what = NULL,
    could_be_wrong = NULL, seen_otherwise = NULL
WHERE id IN (SELECT unnest([id, withdrawal]) FROM taken);
INSERT INTO loop BY NAME
SELECT * REPLACE (
    (SELECT any_value(withdrawal) FROM taken) AS id, id AS supersedes, true AS withdrawn,
    (SELECT any_value(recorded_at) FROM taken) AS recorded_at
)
FROM loop_now
WHERE id IN (SELECT id FROM taken);
UPDATE loop SET question = '', assumption_before = NULL, tried = NULL, happened = NULL,
    assumption_now = NULL
WHERE id IN (SELECT unnest([id, withdrawal]) FROM taken);
INSERT INTO remark BY NAME
SELECT * REPLACE (
    (SELECT any_value(withdrawal) FROM taken) AS id, id AS supersedes, true AS withdrawn,
    (SELECT any_value(recorded_at) FROM taken) AS recorded_at
)
FROM remark_now
WHERE id IN (SELECT id FROM taken);
UPDATE remark SET said = '', who = NULL
WHERE id IN (SELECT unnest([id, withdrawal]) FROM taken);
DROP TABLE taken;
