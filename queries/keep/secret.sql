-- Keep the key that pseudonyms are made with, unless there is one.
MERGE INTO secret AS kept
USING (SELECT 'pseudonyms' AS purpose, $key AS key) AS offered
ON kept.purpose = offered.purpose
WHEN NOT MATCHED THEN INSERT (purpose, key) VALUES (offered.purpose, offered.key)
