-- Keep a place, unless it is held already.
MERGE INTO place AS kept
USING (SELECT $code AS code, $title AS title, $invented AS invented) AS offered
ON kept.code = offered.code
WHEN NOT MATCHED THEN INSERT (code, title, invented)
    VALUES (offered.code, offered.title, offered.invented)
