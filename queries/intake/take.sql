-- Take in a handful of rows: cells trimmed, an empty cell is "not said".
INSERT INTO offered
SELECT line, nullif(trim(observed_on), ''), nullif(trim(place), ''), nullif(trim(part), ''),
    nullif(trim(behaviour), ''), nullif(trim(observer), ''), nullif(trim(sector), ''),
    nullif(trim(organisation), ''), nullif(trim(strength), ''), nullif(trim(direction), ''),
    nullif(trim(overtness), ''), nullif(trim(note), ''), nullif(trim(consent), '')
FROM handful
