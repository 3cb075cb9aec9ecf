-- Keep a view as it is seen now, unless its id is held already.
MERGE INTO snapshot AS kept
USING (SELECT CAST($id AS UUID) AS id) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, page, lens, taken_on, rules, voices, answers, hash,
        recorded_at, gathering)
    VALUES (offered.id, $place, $page, $lens, $taken_on, $rules, $voices, $answers, $hash,
        $recorded_at, $gathering)
