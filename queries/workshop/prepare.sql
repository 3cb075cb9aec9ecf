-- Keep one gathering that is prepared, unless its id is held already.
MERGE INTO gathering AS kept
USING (SELECT CAST($id AS UUID) AS id) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, held_on, purpose, ends_at)
    VALUES (offered.id, $place, $held_on, $purpose, $ends_at)
