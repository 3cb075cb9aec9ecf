-- Keep who speaks; fill in a sector or an organisation that was not said before. Of whom nothing is
-- held, since all of it was taken back, nobody is told.
MERGE INTO observer AS kept
USING (
    SELECT *, (place, observer) IN (SELECT (place, observer) FROM observation_now) AS speaks
    FROM speaker
) AS offered
ON kept.place = offered.place AND kept.code = offered.observer
WHEN MATCHED AND (kept.sector IS NULL AND offered.sector IS NOT NULL
    OR kept.organisation IS NULL AND offered.organisation IS NOT NULL)
    THEN UPDATE SET sector = offered.sector, organisation = offered.organisation
WHEN NOT MATCHED AND offered.speaks THEN INSERT (place, code, sector, organisation)
    VALUES (offered.place, offered.observer, offered.sector, offered.organisation)
