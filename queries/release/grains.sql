-- How finely did each release show a place?
SELECT CAST(release AS VARCHAR) AS release, is_sensitive, half_years, together
FROM released_place
WHERE place = $place
