-- Which building blocks are there, in their order, and what does each ask?
SELECT code, CASE $words WHEN 'plain' THEN plain ELSE title END AS label, meaning, question
FROM block
WHERE active
ORDER BY position
