-- How many cells of a place does a release show?
SELECT count(*) AS cells FROM released_cell
WHERE place = $place AND CAST(release AS VARCHAR) = $release
