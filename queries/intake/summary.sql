-- How many rows came, on how many lines as far as those are known, and how many name nobody?
SELECT count(*) AS row_count, count(DISTINCT line) AS line_count,
    count(*) FILTER (observer = 'unnamed' OR starts_with(observer, 'unnamed:')) AS unnamed
FROM checked
