-- Which codes may be chosen, in each vocabulary?
SELECT 'place' AS kind, code FROM place
UNION ALL
SELECT 'part', code FROM part WHERE active
UNION ALL
SELECT 'sector', code FROM sector WHERE active
UNION ALL
SELECT 'behaviour', code FROM behaviour WHERE active
UNION ALL
SELECT 'block', code FROM block WHERE active
UNION ALL
SELECT scale, code FROM level
