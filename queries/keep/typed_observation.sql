-- Keep one observation that was typed in, unless its id is held already.
MERGE INTO observation AS kept
USING (SELECT CAST($id AS UUID) AS id) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, part, behaviour, observer, observed_on, strength,
        direction, overtness, note, consent, gathering, recorded_at)
    VALUES (offered.id, $place, $part, $behaviour, $observer, $observed_on, $strength, $direction,
        $overtness, $note, $consent, $gathering, $recorded_at)
