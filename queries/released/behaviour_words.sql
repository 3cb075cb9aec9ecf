-- Which behaviours does this release know, in their order, and what does each mean?
SELECT code, CASE $words WHEN 'plain' THEN plain ELSE title END AS label, meaning
FROM behaviour
ORDER BY position, code
