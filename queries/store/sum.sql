-- How many rows does a table hold, and what do they add up to, whatever their order?
SELECT count(*) AS row_count, coalesce(sum(hash(whole_row)::HUGEINT), 0) AS total
FROM query_table($name) AS whole_row
