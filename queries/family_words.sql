-- Which families of behaviours are there, in their order?
SELECT family AS code,
    CASE $words WHEN 'plain' THEN coalesce(any_value(family_plain), family) ELSE family END AS label
FROM behaviour
WHERE active
GROUP BY family
ORDER BY min(position)
