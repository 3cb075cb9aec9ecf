-- Record what was done to the file.
INSERT INTO change (id, changed_at, what, subject, row_count)
VALUES ($id, $changed_at, $what, $subject, $row_count)
