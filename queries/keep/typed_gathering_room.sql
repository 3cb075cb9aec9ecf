-- Keep how many people of one sector were in the room.
INSERT INTO gathering_room (gathering, sector, people) VALUES ($gathering, $sector, $people)
