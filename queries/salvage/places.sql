-- Name each place of which something is held by its code, where what it is called was lost.
-- Whatever came with the sample is of an invented one.
INSERT INTO place (code, title, invented)
SELECT place, place, coalesce(bool_or(batch.kind = 'sample'), false)
FROM (
    SELECT place, batch FROM observation UNION ALL SELECT place, batch FROM relationship
    UNION ALL SELECT place, batch FROM event UNION ALL SELECT place, batch FROM entry_step
    UNION ALL SELECT place, batch FROM help UNION ALL SELECT place, batch FROM block_view
    UNION ALL SELECT place, batch FROM reflection UNION ALL SELECT place, batch FROM loop
    UNION ALL SELECT place, batch FROM remark UNION ALL SELECT place, NULL FROM gathering
) AS held
LEFT JOIN batch ON batch.id = held.batch
WHERE place NOT IN (SELECT code FROM place)
GROUP BY place
