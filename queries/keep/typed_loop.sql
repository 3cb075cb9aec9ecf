-- Keep one turn of a loop that was typed in, unless its id is held already.
MERGE INTO loop AS kept
USING (SELECT CAST($id AS UUID) AS id) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, question, assumption_before, tried, happened,
        assumption_now, depth, opened_on, revisit_on, closed_on, consent, gathering, batch,
        supersedes, recorded_at)
    VALUES (offered.id, $place, $question, $assumption_before, $tried, $happened, $assumption_now,
        $depth, $opened_on, $revisit_on, $closed_on, $consent, $gathering, $batch, $supersedes,
        $recorded_at)
