-- Which places are held, is anything of them invented, and which words have they chosen?
SELECT code, title, invented, coalesce(words, 'plain') AS words FROM place ORDER BY title
