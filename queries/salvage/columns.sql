-- Which tables does the open file hold, and which columns has each, in their order?
SELECT held.table_name, string_agg(
    column_name || ' ' || data_type, ', ' ORDER BY column_index
) AS columns
FROM duckdb_tables() AS held
JOIN duckdb_columns() AS of USING (database_name, schema_name, table_name)
WHERE held.database_name = current_database() AND NOT held.temporary
GROUP BY held.table_name
ORDER BY held.table_name
