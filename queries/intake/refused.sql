-- Which cells cannot be taken in, and why?
CREATE OR REPLACE TEMP VIEW refused AS
WITH reason AS (
    SELECT
        nth, line,
        CASE
            WHEN said_observed_on IS NULL THEN 'a date is needed'
            WHEN checked.observed_on IS NULL THEN 'is not a date such as 2026-03-31'
            WHEN checked.observed_on > (SELECT day FROM today) THEN 'is in the future'
        END AS observed_on,
        CASE
            WHEN said_place IS NULL THEN 'a place is needed'
            WHEN checked.place IS NULL THEN 'is not a place held here'
        END AS place,
        CASE WHEN said_part IS NOT NULL AND checked.part IS NULL
            THEN 'is not a part of the system held here' END AS part,
        CASE
            WHEN said_behaviour IS NULL THEN 'a behaviour is needed'
            WHEN checked.behaviour IS NULL THEN 'is not a behaviour held here'
        END AS behaviour,
        CASE
            WHEN said_sector IS NOT NULL AND checked.sector IS NULL
                THEN 'is not a sector held here'
            WHEN checked.sector <> speaker.sector
                THEN concat(said_observer, ' speaks for "', speaker.sector,
                    '" elsewhere: use another pseudonym')
        END AS sector,
        CASE WHEN checked.organisation <> speaker.organisation
            THEN concat(said_observer, ' belongs to "', speaker.organisation,
                '" elsewhere: use another pseudonym') END AS organisation,
        CASE
            WHEN said_strength IS NULL OR checked.strength BETWEEN 0 AND 10 THEN NULL
            WHEN said_strength LIKE '%(on a scale from %' THEN 'does not fit its scale'
            ELSE 'is not a number from 0 to 10'
        END AS strength,
        CASE WHEN said_direction IS NOT NULL AND checked.direction IS NULL
            THEN 'is not one of strengthening, holding, slipping, unclear' END AS direction,
        CASE WHEN said_overtness IS NOT NULL AND checked.overtness IS NULL
            THEN 'is not one of 1, 2, 3, 4' END AS overtness,
        CASE WHEN checked.consent IS NULL THEN 'is not one of 0, 1, 2, 3, 4' END AS consent
    FROM checked
    LEFT JOIN speaker ON speaker.place = checked.place AND speaker.observer = checked.observer
),
-- Most rows are whole: only the others are laid out cell by cell.
wrong AS (
    SELECT * FROM reason
    WHERE coalesce(observed_on, place, part, behaviour, sector, organisation, strength, direction,
        overtness, consent) IS NOT NULL
)
SELECT nth, line, field, reason
FROM wrong
UNPIVOT (reason FOR field IN (observed_on, place, part, behaviour, sector, organisation, strength,
    direction, overtness, consent))
