-- Keep what people made of a view, unless its id is held already.
MERGE INTO reflection AS kept
USING (SELECT CAST($id AS UUID) AS id) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, page, lens, question, observed_on, noticed, so_what,
        now_what, could_be_wrong, seen_otherwise, consent, gathering, recorded_at)
    VALUES (offered.id, $place, $page, $lens, $question, $observed_on, $noticed, $so_what,
        $now_what, $could_be_wrong, $seen_otherwise, $consent, $gathering, $recorded_at)
