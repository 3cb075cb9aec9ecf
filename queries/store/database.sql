-- What does DuckDB call the open file?
SELECT current_database()
