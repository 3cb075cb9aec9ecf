-- Of which places is whatever has this id?
SELECT DISTINCT place
FROM (
    SELECT id, place FROM observation UNION ALL SELECT batch, place FROM observation
    UNION ALL SELECT id, place FROM relationship UNION ALL SELECT batch, place FROM relationship
    UNION ALL SELECT id, place FROM event UNION ALL SELECT batch, place FROM event
    UNION ALL SELECT id, place FROM entry_step UNION ALL SELECT batch, place FROM entry_step
    UNION ALL SELECT id, place FROM help UNION ALL SELECT batch, place FROM help
    UNION ALL SELECT id, place FROM block_view UNION ALL SELECT batch, place FROM block_view
    UNION ALL SELECT id, place FROM reflection UNION ALL SELECT batch, place FROM reflection
    UNION ALL SELECT id, place FROM loop UNION ALL SELECT batch, place FROM loop
    UNION ALL SELECT id, place FROM remark UNION ALL SELECT batch, place FROM remark
    UNION ALL SELECT id, place FROM gathering
    UNION ALL SELECT id, place FROM snapshot
    UNION ALL SELECT id, place FROM scoring_round
    UNION ALL SELECT id, place FROM link
    UNION ALL SELECT release, place FROM released_cell
    UNION ALL SELECT release, place FROM released_place
    UNION ALL
    SELECT agenda.id, gathering.place FROM agenda JOIN gathering ON gathering.id = agenda.gathering
    UNION ALL
    SELECT ballot.id, scoring_round.place
    FROM ballot JOIN scoring_round ON scoring_round.id = ballot.scoring_round
)
WHERE id = $id
ORDER BY place
