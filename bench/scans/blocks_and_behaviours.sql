-- The columns of queries/blocks_and_behaviours.sql, read and nothing more.
SELECT max(block), max(behaviour), max(observer), max(observed_on), max(recorded_at), max(id),
    max(effect)
FROM block_view
WHERE place = $place AND observed_on BETWEEN $since AND $until
