-- Which sectors can somebody speak for, in their order?
SELECT code, CASE $words WHEN 'plain' THEN plain ELSE title END AS label
FROM sector
WHERE active
ORDER BY position
