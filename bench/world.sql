-- A made-up world of so many observations over three years, in the order of their days.
-- One in 200 rows amends the one before it, one in 1,000 is withdrawn.
-- The outer hash sets apart what the inner one, which only mixes its two, would leave alike.
CREATE TEMP MACRO chance(of_what, salt, sides) AS
    CAST(hash(hash(of_what, salt)) % sides AS BIGINT);

INSERT INTO observer (place, code, sector)
SELECT
    ['north', 'south'][1 + i % 2],
    'P-' || i,
    sectors.codes[1 + chance(i, 'sector', len(sectors.codes))]
FROM range($observers) AS person (i), (SELECT list(code) AS codes FROM sector) AS sectors;

INSERT INTO observation (id, place, part, behaviour, observer, observed_on, strength, direction,
    overtness, note, consent, batch, supersedes, withdrawn, recorded_at)
WITH words AS (
    SELECT
        (SELECT list(code ORDER BY position) FROM part) AS parts,
        (SELECT list(code ORDER BY position) FROM behaviour) AS behaviours
),
said AS (
    SELECT
        i,
        chance(i, 'observer', $observers) AS person,
        parts[1 + chance(i, 'part', len(parts))] AS part,
        behaviours[1 + chance(i, 'behaviour', len(behaviours))] AS behaviour
    FROM range($rows) AS row (i), words
)
SELECT
    CAST(md5(CAST(i AS VARCHAR)) AS UUID),
    ['north', 'south'][1 + person % 2],
    part,
    behaviour,
    'P-' || person,
    $first_day + CAST(i * $days // $rows AS INTEGER),
    CASE WHEN chance(i, 'silent', 8) > 0 THEN greatest(0, least(10,
        CAST(chance(person % 2 || part, behaviour, 7) + chance(person, behaviour, 4)
        + chance(i, 'strength', 4) AS INTEGER) - 1)) END,
    [NULL, 'strengthening', 'holding', 'slipping', 'unclear'][1 + chance(i, 'direction', 5)],
    CASE WHEN chance(i, 'overt', 3) > 0 THEN 1 + chance(i, 'overtness', 4) END,
    CASE WHEN chance(i, 'noted', 3) = 0
        THEN 'Somebody noticed this on visit ' || i || ', and told the others about it.' END,
    chance(i, 'consent', 5),
    $batch,
    CASE WHEN i % 200 = 199 THEN CAST(md5(CAST(i - 1 AS VARCHAR)) AS UUID) END,
    i % 1000 = 500,
    $recorded_at
FROM said
ORDER BY i;

INSERT INTO relationship (id, place, party, other_party, observer, observed_on, level, trust,
    consent, batch, recorded_at)
SELECT
    CAST(md5('relationship ' || i) AS UUID),
    ['north', 'south'][1 + chance(i, 'observer', $observers) % 2],
    'Partner ' || chance(i, 'party', 10),
    'Partner ' || 10 + chance(i, 'other', 10),
    'P-' || chance(i, 'observer', $observers),
    $first_day + CAST(i * $days // ($rows // 50) AS INTEGER),
    chance(i, 'level', 6),
    CASE WHEN chance(i, 'silent', 10) > 0 THEN chance(i, 'trust', 6) END,
    chance(i, 'consent', 5),
    $batch,
    $recorded_at
FROM range($rows // 50) AS row (i);

INSERT INTO block_view (id, place, block, observer, observed_on, behaviour, level, effect,
    confidence, evidence, next_step, next_step_by, good_enough, consent, batch, recorded_at)
SELECT
    CAST(md5('view ' || i) AS UUID),
    ['north', 'south'][1 + chance(i, 'observer', $observers) % 2],
    blocks.codes[1 + chance(i, 'block', len(blocks.codes))],
    'P-' || chance(i, 'observer', $observers),
    $first_day + CAST(i * $days // ($rows // 25) AS INTEGER),
    CASE WHEN chance(i, 'about one', 3) = 0
        THEN behaviours.codes[1 + chance(i, 'about', len(behaviours.codes))] END AS about,
    CASE WHEN about IS NULL THEN [1, 2, 3, 4, NULL][1 + chance(i, 'level', 5)] END,
    ['undermines', 'mixed', 'supports', NULL][1 + chance(i, 'effect', 4)],
    1 + chance(i, 'confidence', 3),
    CASE WHEN chance(i, 'shows', 3) = 0 THEN 'What we saw on occasion ' || i || '.' END,
    CASE WHEN about IS NULL AND chance(i, 'next', 5) = 0
        THEN 'Meet the others about step ' || i || '.' END,
    CASE WHEN about IS NULL AND chance(i, 'next', 5) = 0
        THEN $first_day + CAST($days AS INTEGER) END,
    CASE WHEN about IS NULL THEN 1 + chance(i, 'enough', 4) END,
    chance(i, 'consent', 5),
    $batch,
    $recorded_at
FROM range($rows // 25) AS row (i), (SELECT list(code) AS codes FROM block) AS blocks,
    (SELECT list(code) AS codes FROM behaviour) AS behaviours;

INSERT INTO event (id, place, kind, started_on, ended_on, title, consent, batch, recorded_at)
SELECT
    CAST(md5('event ' || i) AS UUID),
    ['north', 'south'][1 + i % 2],
    ['milestone', 'pressure', 'slip', 'recovery', 'energy'][1 + i % 5],
    $first_day + CAST(i * $days // 40 AS INTEGER),
    CASE WHEN i % 5 IN (1, 4) THEN $first_day + CAST(i * $days // 40 + 60 AS INTEGER) END,
    'What happened on occasion ' || i,
    2 + i % 3,
    $batch,
    $recorded_at
FROM range(40) AS row (i);
