-- Keep one entry step that was typed in, unless its id is held already.
MERGE INTO entry_step AS kept
USING (SELECT CAST($id AS UUID) AS id) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, observed_on, title, opened_by, altitude, note, consent,
        recorded_at)
    VALUES (offered.id, $place, $observed_on, $title, $opened_by, $altitude, $note, $consent,
        $recorded_at)
