-- How many cells cannot be taken in, and on how many lines as far as those are known?
SELECT count(*) AS cells, count(DISTINCT line) AS line_count FROM refused
