-- Give the blocks back.
DROP TABLE filler
