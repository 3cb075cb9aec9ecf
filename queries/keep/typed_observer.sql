-- Keep who speaks; fill in a sector or an organisation that was not said before.
MERGE INTO observer AS kept
USING (
    SELECT $place AS place, $code AS code, CAST($sector AS VARCHAR) AS sector,
        CAST($organisation AS VARCHAR) AS organisation
) AS offered
ON kept.place = offered.place AND kept.code = offered.code
WHEN MATCHED AND (kept.sector IS NULL AND offered.sector IS NOT NULL
    OR kept.organisation IS NULL AND offered.organisation IS NOT NULL)
    THEN UPDATE SET sector = coalesce(kept.sector, offered.sector),
        organisation = coalesce(kept.organisation, offered.organisation)
WHEN NOT MATCHED THEN INSERT (place, code, sector, organisation)
    VALUES (offered.place, offered.code, offered.sector, offered.organisation)
