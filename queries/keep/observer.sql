-- Keep who speaks; fill in a sector or an organisation that was not said before.
MERGE INTO observer AS kept
USING speaker AS offered
ON kept.place = offered.place AND kept.code = offered.observer
WHEN MATCHED AND (kept.sector IS NULL AND offered.sector IS NOT NULL
    OR kept.organisation IS NULL AND offered.organisation IS NOT NULL)
    THEN UPDATE SET sector = offered.sector, organisation = offered.organisation
WHEN NOT MATCHED THEN INSERT (place, code, sector, organisation)
    VALUES (offered.place, offered.observer, offered.sector, offered.organisation)
