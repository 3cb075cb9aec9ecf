-- Take out what partners were shown of the sample's places.
DELETE FROM released_cell WHERE place IN (SELECT code FROM place WHERE invented);
DELETE FROM release WHERE id NOT IN (SELECT release FROM released_cell);
