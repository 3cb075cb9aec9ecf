-- Mark a row that is taken back, whatever it tells of, with every row that it took the place of.
CREATE OR REPLACE TEMP TABLE taken AS
WITH RECURSIVE fact AS (
    SELECT id, supersedes FROM relationship
    UNION ALL
    SELECT id, supersedes FROM event
    UNION ALL
    SELECT id, supersedes FROM entry_step
    UNION ALL
    SELECT id, supersedes FROM help
    UNION ALL
    SELECT id, supersedes FROM block_view
    UNION ALL
    SELECT id, supersedes FROM reflection
    UNION ALL
    SELECT id, supersedes FROM loop
    UNION ALL
    SELECT id, supersedes FROM remark
),
marked AS (
    SELECT id, supersedes FROM fact WHERE id = $supersedes
    UNION
    SELECT fact.id, fact.supersedes FROM fact JOIN marked ON fact.id = marked.supersedes
)
SELECT id, CAST($id AS UUID) AS withdrawal, CAST($recorded_at AS TIMESTAMP) AS recorded_at
FROM marked
