-- Put the sample's loops of learning in.
INSERT INTO loop (id, place, question, assumption_before, tried, happened, assumption_now, depth,
    opened_on, revisit_on, closed_on, consent, batch, recorded_at)
SELECT CAST(id AS UUID), place, question, nullif(assumption_before, ''), nullif(tried, ''),
    nullif(happened, ''), nullif(assumption_now, ''), nullif(depth, ''),
    CAST(opened_on AS DATE), CAST(nullif(revisit_on, '') AS DATE),
    CAST(nullif(closed_on, '') AS DATE), CAST(consent AS TINYINT), $batch, $recorded_at
FROM offered_rows
