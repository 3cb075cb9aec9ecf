-- Take the sample's rows out of observation.
DELETE FROM observation WHERE batch IN (SELECT id FROM batch WHERE kind = 'sample')
