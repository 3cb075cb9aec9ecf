-- Which tables, macros, schemas, sequences and types of its own does this file hold?
SELECT table_name FROM information_schema.tables
UNION
SELECT function_name FROM duckdb_functions() WHERE NOT internal
UNION
SELECT schema_name FROM duckdb_schemas() WHERE NOT internal AND schema_name <> 'main'
UNION
SELECT sequence_name FROM duckdb_sequences()
UNION
SELECT type_name FROM duckdb_types() WHERE NOT internal
