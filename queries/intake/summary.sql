-- How many rows came, and how many do not say who noticed?
SELECT count(*) AS row_count,
    count(*) FILTER (observer = 'unnamed' OR starts_with(observer, 'unnamed:')) AS unnamed
FROM checked
