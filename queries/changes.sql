-- Of those who spoke of a cell before a day and again in a later stretch: how did their votes move?
-- Now minus before, one difference a person, squared deviations about the mean beside it.
WITH vote AS (
    SELECT behaviour, coalesce(part, '') AS part, observer,
        round(avg(strength) FILTER (observed_on < CAST($split AS DATE)), 9) AS before,
        round(avg(strength) FILTER (
            observed_on BETWEEN CAST($now_since AS DATE) AND CAST($now_until AS DATE)
        ), 9) AS since
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND strength IS NOT NULL
    GROUP BY ALL
)
SELECT behaviour, part, count(*) AS people,
    round(avg(since - before), 9) AS mean,
    round(var_pop(since - before) * count(*), 9) AS spread
FROM vote
WHERE before IS NOT NULL AND since IS NOT NULL
GROUP BY ALL
ORDER BY behaviour, part
