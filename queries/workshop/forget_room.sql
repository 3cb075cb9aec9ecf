-- Take away who was to come to a gathering.
DELETE FROM gathering_room WHERE gathering = $gathering
