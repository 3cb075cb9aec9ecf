-- Which gathering is this: of which place, on which day, what for?
SELECT gathering.place, place.title, place.invented, coalesce(place.words, 'plain') AS words,
    gathering.held_on, gathering.purpose
FROM gathering
JOIN place ON place.code = gathering.place
WHERE CAST(gathering.id AS VARCHAR) = $gathering
