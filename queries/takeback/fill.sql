-- Write chance over the free blocks: 32 bytes a row, which cannot be made smaller.
INSERT INTO filler SELECT uuid(), uuid() FROM range($row_count)
