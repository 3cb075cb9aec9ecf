-- Which releases stand, the latest first, and how many cells does each show?
SELECT CAST(release.id AS VARCHAR) AS id, release.released_at, count(released_cell.release) AS cells
FROM release
LEFT JOIN released_cell ON released_cell.release = release.id
WHERE release.withdrawn_at IS NULL
GROUP BY release.id, release.released_at
ORDER BY release.released_at DESC, release.id
