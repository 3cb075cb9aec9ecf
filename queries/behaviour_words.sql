-- Which behaviours are there, in their order?
SELECT code, CASE $words WHEN 'plain' THEN plain ELSE title END AS label
FROM behaviour
WHERE active
ORDER BY position
