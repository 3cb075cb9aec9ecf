-- Was something taken back whose text may still be in the file?
SELECT count(*) > 0 AS unfinished FROM duckdb_tables() WHERE table_name = 'filler'
