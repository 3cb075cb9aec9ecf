-- Take the sample's rows out of reflection.
DELETE FROM reflection WHERE batch IN (SELECT id FROM batch WHERE kind = 'sample')
