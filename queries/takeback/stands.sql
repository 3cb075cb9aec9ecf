-- Does a row of this kind stand?
SELECT id
FROM (
    SELECT 'relationship' AS kind, id FROM relationship_now
    UNION ALL
    SELECT 'event', id FROM event_now
    UNION ALL
    SELECT 'entry_step', id FROM entry_step_now
    UNION ALL
    SELECT 'help', id FROM help_now
    UNION ALL
    SELECT 'block_view', id FROM block_view_now
    UNION ALL
    SELECT 'reflection', id FROM reflection_now
    UNION ALL
    SELECT 'loop', id FROM loop_now
    UNION ALL
    SELECT 'remark', id FROM remark_now
)
WHERE kind = $kind AND id = $id
