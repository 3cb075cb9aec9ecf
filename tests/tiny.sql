-- Two places. In Aytown five people speak of PAR1 on the frontline, one of them three times:
--   A1 says 2, A2 4, A3 6 (as 5, 6, 7), A4 8, A5 10, and A6 noticed without a figure.
--   Votes 2 4 6 8 10: mean 6, squared deviations 40, average gap 4.
-- Six people see POW2 in commissioning two ways: three 0, three 10. Gap 6.
-- Two people speak of PER1 in the community. Nobody speaks of anything else but one note without a part.
-- One note was amended from 9 to 1, one was withdrawn, one lies outside 2025. Beeville is not Aytown.
INSERT INTO change (number, id, changed_at, what, row_count, chain)
VALUES (
    1, '00000000-0000-7000-8000-000000000001', TIMESTAMP '2026-01-01', 'tiny', 0,
    sha256(',1:1,36:00000000-0000-7000-8000-000000000001,16:1767225600000000,4:tiny,-,1:0,-')
);
INSERT INTO place (code, title, invented)
VALUES ('aytown', 'Aytown', false), ('beeville', 'Beeville', false);
INSERT INTO observer VALUES
    ('aytown', 'A1', 'council', 'Org 1'), ('aytown', 'A2', 'council', 'Org 1'),
    ('aytown', 'A3', 'residents', 'Org 2'), ('aytown', 'A4', NULL, NULL);
INSERT INTO observation
    (id, place, part, behaviour, observer, observed_on, strength, note, consent, supersedes,
     withdrawn, recorded_at)
SELECT uuid(), place, part, behaviour, observer, CAST(observed_on AS DATE), strength, note, consent,
    NULL, false, TIMESTAMP '2026-01-01'
FROM (VALUES
    ('aytown', 'frontline', 'PAR1', 'A1', '2025-01-10', 2, 'only me', 0),
    ('aytown', 'frontline', 'PAR1', 'A2', '2025-01-11', 4, 'the facilitator', 1),
    ('aytown', 'frontline', 'PAR1', 'A3', '2025-01-12', 5, 'the room', 2),
    ('aytown', 'frontline', 'PAR1', 'A3', '2025-02-12', 6, NULL, 1),
    ('aytown', 'frontline', 'PAR1', 'A3', '2025-03-12', 7, NULL, 1),
    ('aytown', 'frontline', 'PAR1', 'A4', '2025-01-13', 8, NULL, 1),
    ('aytown', 'frontline', 'PAR1', 'A5', '2025-01-14', 10, NULL, 1),
    ('aytown', 'frontline', 'PAR1', 'A6', '2025-01-15', NULL, NULL, 1),
    ('aytown', 'commissioning', 'POW2', 'A1', '2025-04-01', 0, NULL, 1),
    ('aytown', 'commissioning', 'POW2', 'A2', '2025-04-01', 0, NULL, 1),
    ('aytown', 'commissioning', 'POW2', 'A3', '2025-04-01', 0, NULL, 1),
    ('aytown', 'commissioning', 'POW2', 'A4', '2025-04-01', 10, NULL, 1),
    ('aytown', 'commissioning', 'POW2', 'A5', '2025-04-01', 10, NULL, 1),
    ('aytown', 'commissioning', 'POW2', 'A6', '2025-04-01', 10, NULL, 1),
    ('aytown', 'community', 'PER1', 'A1', '2025-05-01', 3, NULL, 1),
    ('aytown', 'community', 'PER1', 'A2', '2025-05-01', 3, NULL, 1),
    ('aytown', NULL, 'PER2', 'A1', '2025-05-02', 5, NULL, 1),
    ('aytown', 'frontline', 'PAR1', 'A7', '2024-12-31', 9, NULL, 1),
    ('beeville', 'frontline', 'PAR1', 'B1', '2025-01-10', 1, NULL, 1)
) AS rows (place, part, behaviour, observer, observed_on, strength, note, consent);
INSERT INTO observation
    (id, place, part, behaviour, observer, observed_on, strength, note, consent, supersedes,
     withdrawn, recorded_at)
VALUES
    ('00000000-0000-0000-0000-000000000001', 'aytown', 'culture', 'PAR2', 'A1', '2025-06-01', 9,
     NULL, 1, NULL, false, TIMESTAMP '2026-01-01'),
    ('00000000-0000-0000-0000-000000000002', 'aytown', 'culture', 'PAR2', 'A1', '2025-06-01', 1,
     NULL, 1, '00000000-0000-0000-0000-000000000001', false, TIMESTAMP '2026-01-02'),
    ('00000000-0000-0000-0000-000000000003', 'aytown', 'culture', 'PAR3', 'A1', '2025-06-01', 9,
     'gone', 1, NULL, false, TIMESTAMP '2026-01-01'),
    ('00000000-0000-0000-0000-000000000004', 'aytown', 'culture', 'PAR3', 'A1', '2025-06-01', 9,
     NULL, 1, '00000000-0000-0000-0000-000000000003', true, TIMESTAMP '2026-01-02');
-- Trust: five people in the first quarter, all five again in the second, silence, one in the last.
INSERT INTO relationship
    (id, place, party, other_party, said_for, observer, observed_on, level, trust, consent, recorded_at)
SELECT uuid(), 'aytown', 'Org 1', 'Org 2', 'Org 1', observer, CAST(observed_on AS DATE), 2, trust,
    1, TIMESTAMP '2026-01-01'
FROM (VALUES
    ('A1', '2025-01-10', 1), ('A2', '2025-02-10', 1), ('A3', '2025-03-10', 1),
    ('A4', '2025-03-31', 2), ('A5', '2025-03-31', 5),
    ('A1', '2025-04-01', 2), ('A2', '2025-04-01', 2), ('A3', '2025-04-01', 2),
    ('A4', '2025-04-01', 2), ('A5', '2025-06-30', 2),
    ('A1', '2025-12-31', 4)
) AS rows (observer, observed_on, trust);
INSERT INTO event (id, place, kind, started_on, ended_on, title, consent, recorded_at)
SELECT uuid(), 'aytown', kind, CAST(started_on AS DATE), CAST(ended_on AS DATE), title, consent,
    TIMESTAMP '2026-01-01'
FROM (VALUES
    ('pressure', '2024-10-01', '2025-02-01', 'A pressure that began before', 1),
    ('slip', '2025-03-01', NULL, 'A slip', 1),
    ('recovery', '2025-07-01', NULL, 'A recovery', 1),
    ('milestone', '2025-08-01', NULL, 'Kept to oneself', 0),
    ('milestone', '2026-02-01', NULL, 'Too late to be seen', 1)
) AS rows (kind, started_on, ended_on, title, consent);
-- A1 thought better of governance and A2 worse; the latest view counts. A3 has no level for it.
INSERT INTO block_view
    (id, place, block, observer, observed_on, level, effect, confidence, next_step, next_step_by,
     consent, recorded_at)
SELECT uuid(), 'aytown', block, observer, CAST(observed_on AS DATE), level, effect, confidence,
    next_step, CAST(next_step_by AS DATE), consent, TIMESTAMP '2026-01-01'
FROM (VALUES
    ('governance', 'A1', '2025-01-01', 1, 'undermines', 1, 'Old step', '2025-02-01', 1),
    ('governance', 'A1', '2025-06-01', 3, 'supports', 2, 'New step', NULL, 1),
    ('governance', 'A2', '2025-01-01', 4, 'supports', 3, NULL, NULL, 1),
    ('governance', 'A2', '2025-05-01', 2, 'mixed', 3, NULL, NULL, 1),
    ('governance', 'A3', '2025-05-01', NULL, NULL, NULL, 'Private step', NULL, 0),
    ('funding', 'A1', '2024-05-01', 1, 'undermines', 1, NULL, NULL, 1)
) AS rows (block, observer, observed_on, level, effect, confidence, next_step, next_step_by, consent);
