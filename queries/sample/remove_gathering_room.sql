-- Take out who was in the room at gatherings that are held no longer.
DELETE FROM gathering_room WHERE gathering NOT IN (SELECT id FROM gathering)
