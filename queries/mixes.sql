-- Part by part, how many people spoke of each behaviour before a day and since, and in the mean?
WITH vote AS (
    SELECT behaviour, part, observer, observed_on >= CAST($split AS DATE) AS since,
        round(avg(strength), 9) AS strength
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until
        AND strength IS NOT NULL AND part IS NOT NULL
    GROUP BY ALL
)
SELECT behaviour, part, since, count(*) AS people, round(avg(strength), 9) AS mean
FROM vote
GROUP BY ALL
ORDER BY behaviour, part, since
