-- Of which type is each column of each table?
SELECT table_name, column_name, data_type
FROM information_schema.columns
WHERE table_catalog = current_database()
