-- Make room for the rows that a file offers, as they are written there.
-- One line may offer several rows, one for each behaviour; `nth` tells them apart.
CREATE OR REPLACE TEMP TABLE offered (
    nth BIGINT, line BIGINT, observed_on VARCHAR, place VARCHAR, part VARCHAR, behaviour VARCHAR,
    observer VARCHAR, sector VARCHAR, organisation VARCHAR, strength VARCHAR, direction VARCHAR,
    overtness VARCHAR, note VARCHAR, consent VARCHAR
)
