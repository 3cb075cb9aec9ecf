-- Keep the levels of every scale as the vocabulary has them.
MERGE INTO level AS kept
USING (SELECT scale, code, title, plain, meaning, position FROM offered) AS offered
ON kept.scale = offered.scale AND kept.code = offered.code
WHEN MATCHED AND (kept.title, kept.plain, kept.meaning, kept.position)
    IS DISTINCT FROM (offered.title, offered.plain, offered.meaning, offered.position)
    THEN UPDATE SET title = offered.title, plain = offered.plain, meaning = offered.meaning,
        position = offered.position
WHEN NOT MATCHED THEN INSERT (scale, code, title, plain, meaning, position)
    VALUES (offered.scale, offered.code, offered.title, offered.plain, offered.meaning, offered.position)
