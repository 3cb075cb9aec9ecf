-- Put the sample's reflections in.
INSERT INTO reflection (id, place, page, lens, question, observer, observed_on, noticed, so_what,
    now_what, could_be_wrong, seen_otherwise, consent, batch, recorded_at)
SELECT CAST(id AS UUID), place, page, lens, question, nullif(observer, ''),
    CAST(observed_on AS DATE), nullif(noticed, ''), nullif(so_what, ''), nullif(now_what, ''),
    nullif(could_be_wrong, ''), nullif(seen_otherwise, ''), CAST(consent AS TINYINT),
    $batch, $recorded_at
FROM offered_rows
