-- Keep the house's spellings at hand while a file is checked.
CREATE OR REPLACE TEMP TABLE word AS SELECT kind, spelling, code FROM spelling
