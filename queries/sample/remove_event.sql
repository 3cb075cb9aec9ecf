-- Take the sample's rows out of event.
DELETE FROM event WHERE batch IN (SELECT id FROM batch WHERE kind = 'sample')
