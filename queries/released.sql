-- Which cells of a place does a release show?
SELECT about, subject, part, period, level FROM released_cell
WHERE place = $place AND CAST(release AS VARCHAR) = $release
