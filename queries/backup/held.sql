-- How many observations are held, of how many places, and when was anything last done?
SELECT
    (SELECT count(*) FROM observation_now) AS observations,
    (SELECT count(*) FROM place) AS places,
    (SELECT max(changed_at) FROM change) AS changed_at
