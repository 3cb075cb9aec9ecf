-- Take the marked rows out, with the observers, places and words of the house's own that they alone
-- named: a wrong file may hold a person's name in any column. The words in `shipped` stay.
CREATE OR REPLACE TEMP TABLE named AS
SELECT observation.place, observation.part, observation.behaviour, observation.observer,
    observer.sector
FROM observation
LEFT JOIN observer ON observer.place = observation.place AND observer.code = observation.observer
WHERE observation.id IN (SELECT id FROM gone);
DELETE FROM observation WHERE id IN (SELECT id FROM gone);
DELETE FROM relationship WHERE id IN (SELECT id FROM gone);
DELETE FROM event WHERE id IN (SELECT id FROM gone);
DELETE FROM entry_step WHERE id IN (SELECT id FROM gone);
DELETE FROM help WHERE id IN (SELECT id FROM gone);
DELETE FROM block_view WHERE id IN (SELECT id FROM gone);
DELETE FROM reflection WHERE id IN (SELECT id FROM gone);
DELETE FROM loop WHERE id IN (SELECT id FROM gone);
DELETE FROM remark WHERE id IN (SELECT id FROM gone);
DELETE FROM observer
WHERE (place, code) IN (SELECT (place, observer) FROM named)
    AND (place, code) NOT IN (
        SELECT (place, observer) FROM observation
        UNION
        SELECT (place, observer) FROM relationship
        UNION
        SELECT (place, observer) FROM block_view
        UNION
        SELECT (place, observer) FROM reflection WHERE observer IS NOT NULL
    );
DELETE FROM place
WHERE code IN (SELECT place FROM named)
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
    AND code NOT IN (SELECT place FROM observer);
DELETE FROM behaviour
WHERE code IN (SELECT behaviour FROM named)
    AND code NOT IN (SELECT behaviour FROM observation)
    AND code NOT IN (SELECT behaviour FROM block_view WHERE behaviour IS NOT NULL)
    AND code NOT IN (SELECT code FROM shipped);
DELETE FROM part
WHERE code IN (SELECT part FROM named)
    AND code NOT IN (SELECT part FROM observation WHERE part IS NOT NULL)
    AND code NOT IN (SELECT code FROM shipped);
DELETE FROM sector
WHERE code IN (SELECT sector FROM named)
    AND code NOT IN (SELECT sector FROM observer WHERE sector IS NOT NULL)
    AND code NOT IN (SELECT sector FROM gathering_room)
    AND code NOT IN (SELECT code FROM shipped);
DELETE FROM released_cell
WHERE place NOT IN (SELECT code FROM place)
    OR EXISTS (
        SELECT 1 FROM unnest(string_split(part, '+')) AS one (code)
        WHERE one.code NOT IN (SELECT code FROM part UNION ALL SELECT '')
    )
    OR subject NOT IN (
        SELECT code FROM behaviour UNION ALL SELECT code FROM block UNION ALL SELECT 'trust'
    );
DELETE FROM grain WHERE place NOT IN (SELECT code FROM place);
UPDATE grain SET together = []
WHERE EXISTS (
    SELECT 1 FROM unnest(flatten(together)) AS one (code)
    WHERE one.code NOT IN (SELECT code FROM part UNION ALL SELECT '')
);
DELETE FROM released_place WHERE place NOT IN (SELECT code FROM place);
UPDATE released_place SET together = []
WHERE EXISTS (
    SELECT 1 FROM unnest(flatten(together)) AS one (code)
    WHERE one.code NOT IN (SELECT code FROM part UNION ALL SELECT '')
);
DROP TABLE named;
