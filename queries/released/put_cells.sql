-- Put the cells of a release into its file, without how much stands behind them.
INSERT INTO cell
SELECT place, about, subject, part, period, months, level, people, state, low, high, gap, dots, as_of
FROM offered_cells
ORDER BY ALL
