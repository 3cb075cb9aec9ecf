-- Take the sample's rows out of loop.
DELETE FROM loop WHERE batch IN (SELECT id FROM batch WHERE kind = 'sample')
