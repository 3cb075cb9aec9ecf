-- Forget that there was a sample.
DELETE FROM batch WHERE kind = 'sample'
