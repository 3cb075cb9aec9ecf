-- Put the sample's events in.
INSERT INTO event (id, place, kind, started_on, ended_on, title, note, consent, batch, recorded_at)
SELECT CAST(id AS UUID), place, kind, CAST(started_on AS DATE),
    CAST(nullif(ended_on, '') AS DATE), title, nullif(note, ''), CAST(consent AS TINYINT),
    $batch, $recorded_at
FROM offered_rows
