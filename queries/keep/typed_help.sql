-- Keep help given that was typed in, unless its id is held already.
MERGE INTO help AS kept
USING (SELECT CAST($id AS UUID) AS id) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, observed_on, given_by, given_to, title, pressure_met,
        beyond_objectives, note, consent, recorded_at)
    VALUES (offered.id, $place, $observed_on, $given_by, $given_to, $title, $pressure_met,
        $beyond_objectives, $note, $consent, $recorded_at)
