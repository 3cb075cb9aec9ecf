-- Make room for what is written over the free blocks of the file. As long as this table is there, a
-- text that must be gone may still be in the file.
CREATE OR REPLACE TABLE filler (one UUID, two UUID)
