-- Make this file a Place Mirror file.
CREATE TABLE migration (name VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)
