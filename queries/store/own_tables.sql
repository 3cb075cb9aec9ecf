-- Which tables does the open file hold, whatever stands beside it?
SELECT table_name FROM duckdb_tables()
WHERE database_name = current_database() AND NOT temporary
ORDER BY table_name
