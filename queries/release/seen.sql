-- Which cells of a place were ever shown, in which release, and when were their figures reckoned?
SELECT released_cell.*, shown.released_at AS shown_at, reckoned.released_at AS reckoned_at,
    shown.withdrawn_at IS NULL AS does_stand
FROM released_cell
JOIN release AS shown ON shown.id = released_cell.release
JOIN release AS reckoned ON reckoned.id = released_cell.reckoned_in
WHERE released_cell.place = $place
ORDER BY shown.released_at, shown.id
