-- Keep one relationship pulse that was typed in, unless its id is held already.
MERGE INTO relationship AS kept
USING (SELECT CAST($id AS UUID) AS id) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, party, other_party, said_for, observer, observed_on,
        level, trust, note, consent, gathering, recorded_at)
    VALUES (offered.id, $place, $party, $other_party, $said_for, $observer, $observed_on, $level,
        $trust, $note, $consent, $gathering, $recorded_at)
