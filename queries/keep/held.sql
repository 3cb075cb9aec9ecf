-- Is anything that is typed into a form held under this id already? A grid may be held by its cells.
SELECT 1
FROM (
    SELECT id FROM observation
    UNION ALL SELECT id FROM relationship
    UNION ALL SELECT id FROM event
    UNION ALL SELECT id FROM entry_step
    UNION ALL SELECT id FROM help
    UNION ALL SELECT id FROM block_view
    UNION ALL SELECT id FROM reflection
    UNION ALL SELECT id FROM loop
    UNION ALL SELECT id FROM gathering
)
WHERE id IN ($id, $cell)
