-- Is a gathering held, of which place, and is it closed?
SELECT place, closed_at IS NOT NULL AS closed FROM gathering WHERE id = $gathering
