-- How many rows that were deleted does the file still hold, in the tables that were written anew?
SELECT (
    SELECT sum(estimated_size) FROM duckdb_tables()
    WHERE NOT temporary AND database_name = current_database() AND table_name IN (
        'observation', 'relationship', 'event', 'entry_step', 'help', 'block_view', 'reflection',
        'loop', 'remark', 'observer', 'phone', 'ballot', 'score', 'place', 'behaviour', 'part',
        'sector', 'batch', 'released_cell', 'passed_note', 'grain', 'released_place',
        'voice', 'snapshot'
    )
) - (
    SELECT count(*) FROM (
        SELECT 1 FROM observation
        UNION ALL
        SELECT 1 FROM relationship
        UNION ALL
        SELECT 1 FROM event
        UNION ALL
        SELECT 1 FROM entry_step
        UNION ALL
        SELECT 1 FROM help
        UNION ALL
        SELECT 1 FROM block_view
        UNION ALL
        SELECT 1 FROM reflection
        UNION ALL
        SELECT 1 FROM loop
        UNION ALL
        SELECT 1 FROM remark
        UNION ALL
        SELECT 1 FROM observer
        UNION ALL
        SELECT 1 FROM phone
        UNION ALL
        SELECT 1 FROM ballot
        UNION ALL
        SELECT 1 FROM score
        UNION ALL
        SELECT 1 FROM place
        UNION ALL
        SELECT 1 FROM behaviour
        UNION ALL
        SELECT 1 FROM part
        UNION ALL
        SELECT 1 FROM sector
        UNION ALL
        SELECT 1 FROM batch
        UNION ALL
        SELECT 1 FROM released_cell
        UNION ALL
        SELECT 1 FROM passed_note
        UNION ALL
        SELECT 1 FROM grain
        UNION ALL
        SELECT 1 FROM released_place
        UNION ALL
        SELECT 1 FROM voice
        UNION ALL
        SELECT 1 FROM snapshot
    )
) AS row_count
