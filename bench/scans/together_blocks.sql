-- The columns of queries/together_blocks.sql, read and nothing more.
SELECT max(block), max(behaviour), max(observer), max(observed_on), max(recorded_at), max(id),
    max(level), max(effect)
FROM block_view
WHERE place = $place AND observed_on BETWEEN $since AND $until
