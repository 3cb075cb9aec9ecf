-- Take out what partners were shown of the sample's places.
DELETE FROM released_cell WHERE place IN (SELECT code FROM place WHERE invented);
DELETE FROM grain WHERE place IN (SELECT code FROM place WHERE invented);
DELETE FROM released_place WHERE place IN (SELECT code FROM place WHERE invented);
DELETE FROM release WHERE id NOT IN (SELECT release FROM released_place);
DELETE FROM passed_note WHERE observation NOT IN (SELECT id FROM observation);
