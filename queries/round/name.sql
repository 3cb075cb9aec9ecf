-- Give phones their pseudonyms.
UPDATE phone SET observer = given.observer
FROM (
    SELECT unnest(CAST($phones AS VARCHAR[])) AS key_hash,
        unnest(CAST($observers AS VARCHAR[])) AS observer
) AS given
WHERE phone.gathering = $gathering AND phone.key_hash = given.key_hash
