-- Keep the checked observations that are not held yet.
-- A row's id follows from what it says and from its place among its likes, so that a second import
-- of the same file, or a retry, adds nothing. A row that stands already under another id, since it
-- was typed or amended here, is not kept again when a file that was taken out comes back.
INSERT INTO observation (id, place, part, behaviour, observer, observed_on, strength, direction,
    overtness, note, consent, batch, recorded_at)
WITH written AS (
    SELECT nth, md5(concat_ws(chr(31), observed_on, place, coalesce(part, ''), behaviour,
        observer, coalesce(CAST(strength AS VARCHAR), ''), coalesce(direction, ''),
        coalesce(CAST(overtness AS VARCHAR), ''), coalesce(note, ''), consent)) AS said
    FROM checked
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY said ORDER BY nth) AS among_likes FROM written
),
-- A text that its author keeps to themselves never leaves the file: it comes back without.
shown AS (
    SELECT *, unnest(CASE WHEN consent = 0 AND note IS NOT NULL THEN [note, ''] ELSE [note] END)
        AS shown_note
    FROM observation_now
    WHERE place IN (SELECT place FROM checked)
),
standing AS (
    SELECT md5(concat_ws(chr(31), observed_on, place, coalesce(part, ''), behaviour,
        observer, coalesce(CAST(strength AS VARCHAR), ''), coalesce(direction, ''),
        coalesce(CAST(overtness AS VARCHAR), ''), coalesce(shown_note, ''), consent)) AS said,
        count(*) AS likes
    FROM shown
    GROUP BY ALL
),
unheard AS (
    SELECT nth, CAST(unhex(md5(said || chr(31) || CAST(among_likes AS VARCHAR))) AS UUID) AS id
    FROM numbered
    LEFT JOIN standing USING (said)
    WHERE among_likes > coalesce(likes, 0)
)
SELECT unheard.id, place, part, behaviour, observer, observed_on, strength, direction, overtness,
    note, consent, $batch, $recorded_at
FROM checked
JOIN unheard USING (nth)
ANTI JOIN observation AS kept ON kept.id = unheard.id
