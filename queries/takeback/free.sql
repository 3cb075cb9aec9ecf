-- How many blocks of the file are free, and how many bytes has each?
SELECT free_blocks AS blocks, block_size FROM pragma_database_size()
WHERE database_name = current_database()
