-- Is this gathering prepared and not closed?
SELECT 1 FROM gathering
WHERE id = $gathering AND closed_at IS NULL AND id IN (SELECT gathering FROM agenda)
