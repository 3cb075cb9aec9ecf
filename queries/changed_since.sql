-- Has anybody taken back or changed what they said of a place, since a release was made?
WITH later AS (
    SELECT place, recorded_at FROM observation WHERE supersedes IS NOT NULL
    UNION ALL
    SELECT place, recorded_at FROM relationship WHERE supersedes IS NOT NULL
    UNION ALL
    SELECT place, recorded_at FROM block_view WHERE supersedes IS NOT NULL
)
SELECT count(later.place) > 0 AS is_other
FROM release
LEFT JOIN later ON later.place = $place AND later.recorded_at > release.released_at
WHERE CAST(release.id AS VARCHAR) = $release
