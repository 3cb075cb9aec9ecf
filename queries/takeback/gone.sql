-- Mark every row that came with a batch, and every row that took the place of such a one.
CREATE OR REPLACE TEMP TABLE gone AS
WITH RECURSIVE fact AS (
    SELECT id, batch, supersedes FROM observation
    UNION ALL
    SELECT id, batch, supersedes FROM relationship
    UNION ALL
    SELECT id, batch, supersedes FROM event
    UNION ALL
    SELECT id, batch, supersedes FROM entry_step
    UNION ALL
    SELECT id, batch, supersedes FROM help
    UNION ALL
    SELECT id, batch, supersedes FROM block_view
    UNION ALL
    SELECT id, batch, supersedes FROM reflection
    UNION ALL
    SELECT id, batch, supersedes FROM loop
    UNION ALL
    SELECT id, batch, supersedes FROM remark
),
marked AS (
    SELECT id FROM fact WHERE batch = $batch
    UNION
    SELECT fact.id FROM fact JOIN marked ON fact.supersedes = marked.id
)
SELECT id FROM marked
