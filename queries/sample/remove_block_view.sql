-- Take the sample's rows out of block_view.
DELETE FROM block_view WHERE batch IN (SELECT id FROM batch WHERE kind = 'sample')
