-- Take the sample's rows out of entry_step.
DELETE FROM entry_step WHERE batch IN (SELECT id FROM batch WHERE kind = 'sample')
