-- Take the sample's rows out of relationship.
DELETE FROM relationship WHERE batch IN (SELECT id FROM batch WHERE kind = 'sample')
