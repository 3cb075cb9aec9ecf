-- What is scored in a round about this, in the order that it has everywhere?
SELECT code, CASE $words WHEN 'plain' THEN plain ELSE title END AS label
FROM (
    SELECT 'behaviour' AS about, code, title, plain, position FROM behaviour WHERE active
    UNION ALL
    SELECT 'block', code, title, plain, position FROM block WHERE active
)
WHERE about = $about
ORDER BY position
