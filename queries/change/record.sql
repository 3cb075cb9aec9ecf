-- Record what was done to the file, bound to all that was recorded before.
INSERT INTO change (number, id, changed_at, what, subject, row_count, who, chain)
VALUES ($number, $id, $changed_at, $what, $subject, $row_count, $who, $chain)
