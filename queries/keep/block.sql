-- Keep the building blocks as the vocabulary has them.
MERGE INTO block AS kept
USING (SELECT code, title, plain, meaning, question, position FROM offered) AS offered
ON kept.code = offered.code
WHEN MATCHED AND (kept.title, kept.plain, kept.meaning, kept.question, kept.position)
    IS DISTINCT FROM (offered.title, offered.plain, offered.meaning, offered.question, offered.position)
    THEN UPDATE SET title = offered.title, plain = offered.plain, meaning = offered.meaning,
        question = offered.question, position = offered.position
WHEN NOT MATCHED THEN INSERT (code, title, plain, meaning, question, position)
    VALUES (offered.code, offered.title, offered.plain, offered.meaning, offered.question, offered.position)
