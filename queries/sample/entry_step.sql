-- Put the sample's entry steps in.
INSERT INTO entry_step (id, place, observed_on, title, opened_by, altitude, note, consent, batch,
    recorded_at)
SELECT CAST(id AS UUID), place, CAST(observed_on AS DATE), title, nullif(opened_by, ''),
    CAST(altitude AS TINYINT), nullif(note, ''), CAST(consent AS TINYINT), $batch, $recorded_at
FROM offered_rows
