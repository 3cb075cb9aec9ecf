-- Mark whose rows are withdrawn, and when.
CREATE OR REPLACE TEMP TABLE leaving AS
SELECT CAST($place AS VARCHAR) AS place, CAST($observer AS VARCHAR) AS observer,
    CAST($recorded_at AS TIMESTAMP) AS recorded_at
