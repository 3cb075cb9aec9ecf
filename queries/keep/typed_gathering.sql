-- Keep one gathering that was typed in, unless its id is held already.
MERGE INTO gathering AS kept
USING (SELECT CAST($id AS UUID) AS id) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, held_on, purpose)
    VALUES (offered.id, $place, $held_on, $purpose)
