-- Which gatherings were held in this place, and how many people of each sector were in the room?
SELECT gathering.held_on, gathering.place, gathering.purpose, room.sector, room.people
FROM gathering
LEFT JOIN gathering_room AS room ON room.gathering = gathering.id
WHERE gathering.place = $place
ORDER BY gathering.held_on, gathering.id, room.sector
