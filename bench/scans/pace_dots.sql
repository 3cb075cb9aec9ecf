-- The columns of queries/pace_dots.sql, read and nothing more.
SELECT
    (
        SELECT max(observer) || max(observed_on) || max(strength)
        FROM observation
        WHERE place = $place AND observed_on BETWEEN $since AND $until AND behaviour = $behaviour
    ),
    (
        SELECT max(observer) || max(observed_on) || max(trust)
        FROM relationship
        WHERE place = $place AND observed_on BETWEEN $since AND $until
    )
