-- Which places is a release of?
SELECT place FROM released_place WHERE CAST(release AS VARCHAR) = $id ORDER BY place
