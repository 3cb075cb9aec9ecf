-- Which words does the house know, and which code does each stand for?
CREATE OR REPLACE TEMP TABLE word AS
SELECT DISTINCT kind, lower(spelling) AS spelling, code
FROM (
    SELECT 'place' AS kind, unnest([code, title]) AS spelling, code FROM place
    UNION ALL
    SELECT 'part', unnest([code, title, plain]), code FROM part
    UNION ALL
    SELECT 'behaviour', unnest([code, title, plain]), code FROM behaviour
    UNION ALL
    SELECT 'sector', unnest([code, title, plain]), code FROM sector
    UNION ALL
    SELECT scale, unnest([code, title, plain]), code FROM level
    WHERE scale IN ('direction', 'overtness', 'consent')
)
