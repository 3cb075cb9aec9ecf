-- Make room for the rows that a file offers, as they are written there.
CREATE OR REPLACE TEMP TABLE offered (
    line BIGINT, observed_on VARCHAR, place VARCHAR, part VARCHAR, behaviour VARCHAR,
    observer VARCHAR, sector VARCHAR, organisation VARCHAR, strength VARCHAR, direction VARCHAR,
    overtness VARCHAR, note VARCHAR, consent VARCHAR
)
