-- Is an observation of this id held already?
SELECT 1 FROM observation WHERE id = $id
