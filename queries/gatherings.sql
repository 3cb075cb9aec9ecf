-- Which gatherings were held in this place, the latest first, and how many people were there?
-- Two on one day are one.
SELECT
    gathering.held_on,
    coalesce(string_agg(gathering.purpose, '; ' ORDER BY gathering.purpose), '') AS purpose,
    CAST(coalesce(sum(room.people), 0) AS BIGINT) AS people
FROM gathering
LEFT JOIN (SELECT gathering, sum(people) AS people FROM gathering_room GROUP BY gathering) AS room
    ON room.gathering = gathering.id
WHERE gathering.place = $place
GROUP BY gathering.held_on
ORDER BY gathering.held_on DESC
