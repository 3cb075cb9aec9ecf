-- Which places are held, and is anything of them invented?
SELECT code, title, invented FROM place ORDER BY title
