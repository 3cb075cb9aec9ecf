-- Who put this behaviour where, in this part of the place? One row a person.
SELECT
    heard.observer,
    coalesce(
        CASE $words WHEN 'plain' THEN sector.plain ELSE sector.title END, 'Sector not said'
    ) AS sector,
    round(avg(heard.strength), 9) AS strength,
    count(*) AS notes,
    max(heard.observed_on) AS last_day
FROM observation_now AS heard
LEFT JOIN observer ON observer.place = heard.place AND observer.code = heard.observer
LEFT JOIN sector ON sector.code = observer.sector
WHERE heard.place = $place AND heard.observed_on BETWEEN $since AND $until
    AND heard.behaviour = $behaviour AND coalesce(heard.part, '') = $part
GROUP BY ALL
ORDER BY heard.observer
