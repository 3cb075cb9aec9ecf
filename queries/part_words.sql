-- Which parts of the system are there, in their order?
SELECT code, CASE $words WHEN 'plain' THEN plain ELSE title END AS label
FROM part
WHERE active
ORDER BY position
