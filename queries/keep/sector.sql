-- Keep the sectors as the vocabulary has them.
MERGE INTO sector AS kept
USING (SELECT code, title, plain, meaning, position FROM offered) AS offered
ON kept.code = offered.code
WHEN MATCHED AND (kept.title, kept.plain, kept.meaning, kept.position)
    IS DISTINCT FROM (offered.title, offered.plain, offered.meaning, offered.position)
    THEN UPDATE SET title = offered.title, plain = offered.plain, meaning = offered.meaning,
        position = offered.position
WHEN NOT MATCHED THEN INSERT (code, title, plain, meaning, position)
    VALUES (offered.code, offered.title, offered.plain, offered.meaning, offered.position)
