-- Take away a gathering at which nothing was said, with its agenda and its room.
DELETE FROM agenda WHERE gathering = $gathering;
DELETE FROM gathering_room WHERE gathering = $gathering;
DELETE FROM phone WHERE gathering = $gathering;
DELETE FROM gathering WHERE id = $gathering;
