-- Which parts does this release know, in their order? Several that are shown as one are none.
SELECT code, CASE $words WHEN 'plain' THEN plain ELSE title END AS label, meaning
FROM part
WHERE NOT contains(code, '+')
ORDER BY position, code
