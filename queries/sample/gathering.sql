-- Put the sample's gatherings in.
INSERT INTO gathering (id, place, held_on, purpose)
SELECT CAST(id AS UUID), place, CAST(held_on AS DATE), nullif(purpose, '')
FROM offered_rows
