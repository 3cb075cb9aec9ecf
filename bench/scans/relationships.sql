-- The columns of queries/relationships.sql, read and nothing more.
SELECT max(party), max(other_party), max(said_for), max(observer), max(observed_on), max(trust),
    max(level), max(recorded_at), max(id)
FROM relationship
WHERE place = $place AND observed_on <= $until AND $of <> ''
