-- How many rows does a table hold, by what is known of it without reading them?
SELECT count(*) AS row_count FROM query_table($name)
