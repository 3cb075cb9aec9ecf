-- What does each offered row say, in the house's own codes, and what was written there?
CREATE OR REPLACE TEMP VIEW checked AS
SELECT * EXCLUDE (known_as)
        REPLACE (CASE WHEN said_consent IS NULL THEN 1 ELSE consent END AS consent),
    coalesce(
        spelt.known_as, said_observer, concat_ws(':', 'unnamed', sector, said_organisation)
    ) AS observer,
    said_organisation AS organisation,
    said_note AS note
FROM offered
LEFT JOIN spelt USING (place, said_observer)
