-- How many rows came, from when to when, and how many do not say who noticed?
SELECT count(*) AS row_count, min(observed_on) AS first_day, max(observed_on) AS last_day,
    count(*) FILTER (observer = 'unnamed' OR starts_with(observer, 'unnamed:')) AS unnamed
FROM checked
