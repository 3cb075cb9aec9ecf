-- Keep one thing that was said in a room, unless its id is held already.
MERGE INTO remark AS kept
USING (SELECT CAST($id AS UUID) AS id) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, kind, said, who, by_when, page, lens, observed_on, consent,
        gathering, recorded_at)
    VALUES (offered.id, $place, $kind, $said, $who, $by_when, $page, $lens, $observed_on, $consent,
        $gathering, $recorded_at)
