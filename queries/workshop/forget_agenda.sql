-- Take the agenda away, for another to stand in its place.
DELETE FROM agenda WHERE gathering = $gathering
