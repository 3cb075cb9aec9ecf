-- Put the sample's relationship pulses in.
INSERT INTO relationship (id, place, party, other_party, said_for, observer, observed_on, level,
    trust, note, consent, batch, recorded_at)
SELECT CAST(id AS UUID), place, party, other_party, nullif(said_for, ''), observer,
    CAST(observed_on AS DATE), CAST(nullif(level, '') AS TINYINT),
    CAST(nullif(trust, '') AS TINYINT), nullif(note, ''), CAST(consent AS TINYINT),
    $batch, $recorded_at
FROM offered_rows
