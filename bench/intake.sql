-- The file as DuckDB itself takes it in: read_csv, and an insert into a table of its columns.
CREATE TABLE plain AS SELECT * FROM read_csv($file) LIMIT 0;
INSERT INTO plain SELECT * FROM read_csv($file);
