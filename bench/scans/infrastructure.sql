-- The columns of queries/infrastructure.sql, read and nothing more.
SELECT max(block), max(observer), max(observed_on), max(recorded_at), max(id), max(behaviour),
    max(level), max(effect), max(confidence), max(next_step), max(next_step_by), max(good_enough),
    max(consent)
FROM block_view
WHERE place = $place AND observed_on BETWEEN $since AND $until
