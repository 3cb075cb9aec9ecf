-- Keep the behaviours as the vocabulary has them.
MERGE INTO behaviour AS kept
USING (
    SELECT code, family, family_plain, title, plain, meaning, present, absent, position FROM offered
) AS offered
ON kept.code = offered.code
WHEN MATCHED AND (kept.family, kept.family_plain, kept.title, kept.plain, kept.meaning, kept.present, kept.absent, kept.position)
    IS DISTINCT FROM (offered.family, offered.family_plain, offered.title, offered.plain, offered.meaning, offered.present, offered.absent, offered.position)
    THEN UPDATE SET family = offered.family, family_plain = offered.family_plain,
        title = offered.title, plain = offered.plain, meaning = offered.meaning,
        present = offered.present, absent = offered.absent, position = offered.position
WHEN NOT MATCHED THEN INSERT (code, family, family_plain, title, plain, meaning, present, absent,
        position)
    VALUES (offered.code, offered.family, offered.family_plain, offered.title, offered.plain,
        offered.meaning, offered.present, offered.absent, offered.position)
