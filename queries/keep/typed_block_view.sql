-- Keep one view of a building block that was typed in, unless its id is held already.
MERGE INTO block_view AS kept
USING (SELECT CAST($id AS UUID) AS id) AS offered
ON kept.id = offered.id
WHEN NOT MATCHED THEN INSERT (id, place, block, observer, observed_on, level, effect, behaviour,
        confidence, evidence, next_step, next_step_by, good_enough, consent, gathering,
        recorded_at)
    VALUES (offered.id, $place, $block, $observer, $observed_on, $level, $effect, $behaviour,
        $confidence, $evidence, $next_step, $next_step_by, $good_enough, $consent, $gathering,
        $recorded_at)
