-- Where did each person stand, quarter by quarter? People who said the same are one dot.
WITH said AS (
    SELECT 'trust' AS signal, observer, date_trunc('quarter', observed_on) AS quarter,
        CAST(trust AS DOUBLE) AS value
    FROM relationship_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND trust IS NOT NULL
    UNION ALL
    SELECT 'behaviour', observer, date_trunc('quarter', observed_on), strength
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND behaviour = $behaviour
        AND strength IS NOT NULL
),
vote AS (
    SELECT signal, quarter, observer, round(round(avg(value), 9) * 2) / 2 AS value
    FROM said
    GROUP BY ALL
)
SELECT signal, CAST(quarter AS DATE) AS quarter, value, count(*) AS people
FROM vote
GROUP BY ALL
ORDER BY signal DESC, quarter, value
