-- What does each offered row say, in the house's own codes, and what was written there?
CREATE OR REPLACE TEMP TABLE checked AS
SELECT
    offered.nth,
    offered.line,
    CASE WHEN regexp_full_match(offered.observed_on, '\d{4}-\d{2}-\d{2}')
        THEN try_cast(offered.observed_on AS DATE) END AS observed_on,
    place.code AS place,
    part.code AS part,
    behaviour.code AS behaviour,
    coalesce(
        offered.observer, concat_ws(':', 'unnamed', sector.code, offered.organisation)
    ) AS observer,
    sector.code AS sector,
    offered.organisation AS organisation,
    -- A cast alone would take 1_0 for a ten.
    CASE WHEN regexp_full_match(offered.strength, '[-+]?\d+(\.\d+)?([eE][-+]?\d+)?')
        THEN try_cast(offered.strength AS DOUBLE) END AS strength,
    direction.code AS direction,
    CAST(overtness.code AS TINYINT) AS overtness,
    offered.note,
    CASE WHEN offered.consent IS NULL THEN 1 ELSE CAST(consent.code AS TINYINT) END AS consent,
    offered.observed_on AS said_observed_on,
    offered.place AS said_place,
    offered.part AS said_part,
    offered.behaviour AS said_behaviour,
    offered.observer AS said_observer,
    offered.sector AS said_sector,
    offered.strength AS said_strength,
    offered.direction AS said_direction,
    offered.overtness AS said_overtness,
    offered.consent AS said_consent
FROM offered
LEFT JOIN word AS place ON place.kind = 'place' AND place.spelling = lower(offered.place)
LEFT JOIN word AS part ON part.kind = 'part' AND part.spelling = lower(offered.part)
LEFT JOIN word AS behaviour
    ON behaviour.kind = 'behaviour' AND behaviour.spelling = lower(offered.behaviour)
LEFT JOIN word AS sector ON sector.kind = 'sector' AND sector.spelling = lower(offered.sector)
LEFT JOIN word AS direction
    ON direction.kind = 'direction' AND direction.spelling = lower(offered.direction)
LEFT JOIN word AS overtness
    ON overtness.kind = 'overtness' AND overtness.spelling = lower(offered.overtness)
LEFT JOIN word AS consent ON consent.kind = 'consent' AND consent.spelling = lower(offered.consent)
