-- What are the steps of a scale called, and what do they mean?
SELECT code, CASE $words WHEN 'plain' THEN plain ELSE title END AS label, meaning
FROM level
WHERE scale = $scale
ORDER BY position
