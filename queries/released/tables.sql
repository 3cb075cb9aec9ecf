-- Which tables does this file hold?
SELECT table_name FROM information_schema.tables
