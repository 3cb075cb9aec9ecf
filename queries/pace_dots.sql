-- Where did each person stand, quarter by quarter or year by year?
-- People who said the same are one dot.
WITH said AS (
    SELECT 'trust' AS signal, observer, observed_on, CAST(trust AS DOUBLE) AS value
    FROM relationship_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND trust IS NOT NULL
    UNION ALL
    SELECT 'behaviour', observer, observed_on, strength
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND behaviour = $behaviour
        AND strength IS NOT NULL
),
vote AS (
    SELECT signal, observer,
        date_trunc(CASE $months WHEN 3 THEN 'quarter' ELSE 'year' END, observed_on) AS stretch,
        round(round(avg(value), 9) * 2) / 2 AS value
    FROM said
    GROUP BY ALL
)
SELECT signal, CAST(stretch AS DATE) AS stretch, value, count(*) AS people
FROM vote
GROUP BY ALL
ORDER BY signal DESC, stretch, value
