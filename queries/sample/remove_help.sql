-- Take the sample's rows out of help.
DELETE FROM help WHERE batch IN (SELECT id FROM batch WHERE kind = 'sample')
