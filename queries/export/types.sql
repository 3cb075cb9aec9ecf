-- Of which type is each column of these tables?
SELECT table_name, column_name, data_type
FROM information_schema.columns
WHERE table_catalog = current_database() AND list_contains($tables, table_name)
