-- How strongly does each sector notice each behaviour in each part, one vote a person?
-- A row a cell and sector; those who did not say for whom they speak are a sector of their own.
WITH vote AS (
    SELECT behaviour, coalesce(part, '') AS part, observer, round(avg(strength), 9) AS strength
    FROM observation_now
    WHERE place = $place AND observed_on BETWEEN $since AND $until AND strength IS NOT NULL
    GROUP BY ALL
)
SELECT
    vote.behaviour,
    vote.part,
    coalesce(observer.sector, '') AS sector,
    count(*) AS voters,
    round(avg(vote.strength), 9) AS mean,
    round(coalesce(var_pop(vote.strength), 0) * count(*), 9) AS spread
FROM vote
LEFT JOIN observer ON observer.place = $place AND observer.code = vote.observer
GROUP BY ALL
ORDER BY vote.behaviour, vote.part, sector
