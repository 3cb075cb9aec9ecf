-- Remember each cell of a release, and how much stands behind it.
INSERT INTO released_cell
SELECT $release, place, about, subject, part, period, level, people, state, low, high, gap, dots,
    coalesce(CAST(reckoned_in AS UUID), $release), counted, notes
FROM offered_cells
