-- The columns of queries/block.sql, read and nothing more.
SELECT max(observer), max(observed_on), max(recorded_at), max(id), max(behaviour), max(level),
    max(good_enough), max(effect), max(confidence)
FROM block_view
WHERE place = $place AND observed_on BETWEEN $since AND $until AND block = $block
