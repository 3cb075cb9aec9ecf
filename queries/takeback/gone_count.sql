-- How many rows are marked to go?
SELECT count(*) AS row_count FROM gone
