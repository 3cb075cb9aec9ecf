-- Keep who spoke in a round, and for whom, as they have it now.
MERGE INTO observer AS kept
USING (SELECT DISTINCT observer, sector FROM voice) AS offered
ON kept.place = $place AND kept.code = offered.observer
WHEN MATCHED AND kept.sector IS DISTINCT FROM offered.sector
    THEN UPDATE SET sector = offered.sector
WHEN NOT MATCHED THEN INSERT (place, code, sector)
    VALUES ($place, offered.observer, offered.sector)
