-- Take out the sample's places, but for those of which something else is held.
DELETE FROM place
WHERE invented
    AND code NOT IN (SELECT place FROM observation)
    AND code NOT IN (SELECT place FROM relationship)
    AND code NOT IN (SELECT place FROM event)
    AND code NOT IN (SELECT place FROM entry_step)
    AND code NOT IN (SELECT place FROM help)
    AND code NOT IN (SELECT place FROM block_view)
    AND code NOT IN (SELECT place FROM reflection)
    AND code NOT IN (SELECT place FROM loop)
    AND code NOT IN (SELECT place FROM remark)
    AND code NOT IN (SELECT place FROM gathering)
