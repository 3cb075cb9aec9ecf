-- Put the sample's help given and received in.
INSERT INTO help (id, place, observed_on, given_by, given_to, title, pressure_met,
    beyond_objectives, note, consent, batch, recorded_at)
SELECT CAST(id AS UUID), place, CAST(observed_on AS DATE), given_by, given_to, title,
    nullif(pressure_met, ''), CAST(nullif(beyond_objectives, '') AS BOOLEAN), nullif(note, ''),
    CAST(consent AS TINYINT), $batch, $recorded_at
FROM offered_rows
