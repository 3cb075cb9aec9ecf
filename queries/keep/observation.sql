-- Keep the checked observations that are not held yet.
-- A row's id follows from what it says and from its place among its likes, so that a second import
-- of the same file, or a retry, adds nothing.
MERGE INTO observation AS kept
USING (
    SELECT CAST(md5(said || chr(31) || CAST(
        row_number() OVER (PARTITION BY said ORDER BY nth) AS VARCHAR)) AS UUID) AS id, *
    FROM (
        SELECT *, md5(concat_ws(chr(31), observed_on, place, coalesce(part, ''), behaviour,
            observer, coalesce(CAST(strength AS VARCHAR), ''), coalesce(direction, ''),
            coalesce(CAST(overtness AS VARCHAR), ''), coalesce(note, ''), consent)) AS said
        FROM checked
    )
) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, part, behaviour, observer, observed_on, strength,
        direction, overtness, note, consent, batch, recorded_at)
    VALUES (offered.id, offered.place, offered.part, offered.behaviour, offered.observer,
        offered.observed_on, offered.strength, offered.direction, offered.overtness, offered.note,
        offered.consent, $batch, $recorded_at)
