-- Which observers of the file are known by another spelling: one held already, else its first?
-- As where a pseudonym is typed, large letters and small ones make no other person.
CREATE OR REPLACE TEMP TABLE spelt AS
WITH said AS (
    SELECT place, said_observer, min(nth) AS nth
    FROM offered
    WHERE place IS NOT NULL AND said_observer IS NOT NULL
    GROUP BY place, said_observer
),
held AS (
    SELECT said.place, said_observer, min(code) AS code, bool_or(code = said_observer) AS is_held
    FROM said
    JOIN observer ON observer.place = said.place AND lower(observer.code) = lower(said_observer)
    GROUP BY said.place, said_observer
)
SELECT place, said_observer, coalesce(held.code, first_value(said_observer) OVER (
        PARTITION BY place, lower(said_observer) ORDER BY said.nth
    )) AS known_as
FROM said
LEFT JOIN held USING (place, said_observer)
WHERE is_held IS NOT TRUE
QUALIFY known_as <> said_observer
