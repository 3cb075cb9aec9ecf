-- The columns of queries/period.sql, read and nothing more.
SELECT
    (SELECT min(observed_on) || max(observed_on) FROM observation WHERE place = $place),
    (SELECT min(observed_on) || max(observed_on) FROM relationship WHERE place = $place),
    (SELECT min(observed_on) || max(observed_on) FROM block_view WHERE place = $place),
    (SELECT min(started_on) || max(started_on) FROM event WHERE place = $place)
