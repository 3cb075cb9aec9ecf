-- Close the gathering, if it is open.
UPDATE gathering SET closed_at = $closed_at WHERE id = $gathering AND closed_at IS NULL
