-- Keep one event that was typed in, unless its id is held already.
MERGE INTO event AS kept
USING (SELECT CAST($id AS UUID) AS id) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, kind, started_on, ended_on, title, note, consent,
        gathering, recorded_at)
    VALUES (offered.id, $place, $kind, $started_on, $ended_on, $title, $note, $consent,
        $gathering, $recorded_at)
