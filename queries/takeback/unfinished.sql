-- Was something taken back whose text may still be in the file?
SELECT count(*) > 0 AS unfinished FROM duckdb_tables()
WHERE database_name = current_database() AND table_name = 'filler'
