-- Take in a handful of rows: cells trimmed, an empty cell is "not said".
INSERT INTO offered
SELECT nth, line, nullif(trim(observed_on, $space), ''), nullif(trim(place, $space), ''), nullif(trim(part, $space), ''),
    nullif(trim(behaviour, $space), ''), nullif(trim(observer, $space), ''), nullif(trim(sector, $space), ''),
    nullif(trim(organisation, $space), ''), nullif(trim(strength, $space), ''), nullif(trim(direction, $space), ''),
    nullif(trim(overtness, $space), ''), nullif(trim(note, $space), ''), nullif(trim(consent, $space), '')
FROM handful
