-- Which places does this release show, and how many people does a cell of each have at least?
SELECT code, title, invented, coalesce(words, 'plain') AS words, fewest FROM place ORDER BY title
