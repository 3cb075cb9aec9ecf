-- How many phones joined a gathering?
SELECT count(*) AS joined FROM phone WHERE gathering = $gathering
