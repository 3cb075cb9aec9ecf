-- Put the sample's views of building blocks in.
INSERT INTO block_view (id, place, block, behaviour, observer, observed_on, level, effect,
    confidence, evidence, next_step, next_step_by, good_enough, consent, batch, recorded_at)
SELECT CAST(id AS UUID), place, block, nullif(behaviour, ''), observer,
    CAST(observed_on AS DATE), CAST(nullif(level, '') AS TINYINT), nullif(effect, ''),
    CAST(nullif(confidence, '') AS TINYINT), nullif(evidence, ''), nullif(next_step, ''),
    CAST(nullif(next_step_by, '') AS DATE), CAST(nullif(good_enough, '') AS TINYINT),
    CAST(consent AS TINYINT), $batch, $recorded_at
FROM offered_rows
