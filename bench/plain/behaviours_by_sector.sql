-- Nobody is weighed: no rows.
SELECT NULL AS behaviour, NULL AS part, NULL AS sector, 0 AS voters, 0.0 AS mean, 0.0 AS spread
WHERE $place IS NULL AND $since IS NULL AND $until IS NULL
