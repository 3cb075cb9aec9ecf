-- Close a round and forget its code.
UPDATE scoring_round SET closed_at = $closed_at, code = NULL WHERE id = $id
