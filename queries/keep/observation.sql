-- Keep the checked observations that are not held yet.
-- A row's id follows from what it says and from its place among its likes, so that a second import
-- of the same file, or a retry, adds nothing. What stands under another id, since it was typed or
-- amended here, is not kept again when a file that was taken out comes back; nor is what stood here
-- before it was amended or withdrawn. Of a note that was taken back nothing is held to know it by:
-- what the same person said beside it, word for word, tells that it is the same.
INSERT INTO observation (id, place, part, behaviour, observer, observed_on, strength, direction,
    overtness, note, consent, batch, recorded_at)
WITH RECURSIVE written AS (
    SELECT nth, md5(concat_ws(chr(31), observed_on, place, coalesce(part, ''), behaviour,
        observer, coalesce(CAST(strength AS VARCHAR), ''), coalesce(direction, ''),
        coalesce(CAST(overtness AS VARCHAR), ''), coalesce(note, ''), consent)) AS said
    FROM checked
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY said ORDER BY nth) AS among_likes FROM written
),
held AS (
    SELECT * FROM observation WHERE place IN (SELECT place FROM checked)
),
-- Of what was amended or withdrawn: each row beside the first of its line.
line AS (
    SELECT id, id AS first FROM held
    WHERE supersedes IS NULL
        AND id IN (SELECT supersedes FROM held WHERE supersedes IS NOT NULL)
    UNION ALL
    SELECT held.id, line.first FROM held JOIN line ON held.supersedes = line.id
),
-- A text that its author keeps to themselves never leaves the file: it comes back without.
shown AS (
    SELECT held.*, coalesce(line.first, held.id) AS first,
        unnest(CASE WHEN consent = 0 AND note IS NOT NULL THEN [note, ''] ELSE [note] END)
            AS shown_note
    FROM held
    LEFT JOIN line USING (id)
),
-- However often a line was amended, it is one thing that somebody said.
standing AS (
    SELECT md5(concat_ws(chr(31), observed_on, place, coalesce(part, ''), behaviour,
        observer, coalesce(CAST(strength AS VARCHAR), ''), coalesce(direction, ''),
        coalesce(CAST(overtness AS VARCHAR), ''), coalesce(shown_note, ''), consent)) AS said,
        count(DISTINCT first) AS likes
    FROM shown
    GROUP BY ALL
),
unheard AS (
    SELECT nth, CAST(unhex(md5(said || chr(31) || CAST(among_likes AS VARCHAR))) AS UUID) AS id
    FROM numbered
    LEFT JOIN standing USING (said)
    WHERE among_likes > coalesce(likes, 0)
),
-- The lines of which a text was taken back: they were withdrawn, or changed in their note alone.
robbed AS (
    SELECT line.first
    FROM line
    JOIN held AS later USING (id)
    LEFT JOIN held AS earlier ON earlier.id = later.supersedes
    WHERE later.withdrawn
        OR (earlier.observed_on, earlier.part, earlier.behaviour, earlier.strength,
            earlier.direction, earlier.overtness, earlier.consent)
        IS NOT DISTINCT FROM (later.observed_on, later.part, later.behaviour, later.strength,
            later.direction, later.overtness, later.consent)
),
-- All that was said beside such a text. A row that came in is known by its id still, and those
-- without a name are many, who may have said the same.
wordless AS (
    SELECT place, part, behaviour, observer, observed_on, strength, direction, overtness, consent,
        count(DISTINCT first) AS lines
    FROM shown
    WHERE note IS NULL AND id IN (SELECT supersedes FROM held WHERE supersedes IS NOT NULL)
        AND (batch IS NULL OR supersedes IS NOT NULL) AND first IN (SELECT first FROM robbed)
        AND observer <> 'unnamed' AND NOT starts_with(observer, 'unnamed:')
    GROUP BY ALL
),
taken_back AS (
    SELECT nth
    FROM checked AS said
    JOIN unheard USING (nth)
    JOIN wordless USING (place, behaviour, observer, observed_on, consent)
    WHERE said.note IS NOT NULL AND said.part IS NOT DISTINCT FROM wordless.part
        AND said.strength IS NOT DISTINCT FROM wordless.strength
        AND said.direction IS NOT DISTINCT FROM wordless.direction
        AND said.overtness IS NOT DISTINCT FROM wordless.overtness
    QUALIFY row_number() OVER (
        PARTITION BY place, behaviour, observer, observed_on, consent, wordless.part,
            wordless.strength, wordless.direction, wordless.overtness
        ORDER BY nth
    ) <= lines
)
SELECT unheard.id, place, part, behaviour, observer, observed_on, strength, direction, overtness,
    note, consent, $batch, $recorded_at
FROM checked
JOIN unheard USING (nth)
ANTI JOIN taken_back USING (nth)
ANTI JOIN observation AS kept ON kept.id = unheard.id
