-- Take away a gathering at which nothing was said.
DELETE FROM gathering WHERE id = $gathering
