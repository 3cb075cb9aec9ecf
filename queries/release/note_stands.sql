-- Does this note stand in a place, so that partners may read it?
SELECT id FROM observation_now
WHERE id = $observation AND place = $place AND note IS NOT NULL AND consent >= $consent
