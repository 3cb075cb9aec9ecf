-- What figures had people of a place given at a moment, and which have they taken back since?
-- Strength of a behaviour, trust, and of each block everybody's latest view of how far along it is.
-- A figure is taken back where the last row of its history is withdrawn or has no figure.
WITH RECURSIVE said AS (
    SELECT 'behaviours' AS about, behaviour AS subject, coalesce(part, '') AS part, observer,
        observed_on, strength AS value, id, supersedes, withdrawn, recorded_at
    FROM observation
    WHERE place = $place
    UNION ALL
    SELECT 'pace', 'trust', '', observer, observed_on, trust, id, supersedes, withdrawn, recorded_at
    FROM relationship
    WHERE place = $place
    UNION ALL
    -- What was said of one behaviour alone is no view of the whole block.
    SELECT 'infrastructure', block, '', observer, observed_on,
        CASE WHEN behaviour IS NULL THEN level END, id, supersedes, withdrawn OR behaviour IS NOT NULL,
        recorded_at
    FROM block_view
    WHERE place = $place
),
later AS (
    SELECT supersedes AS first, id, withdrawn OR value IS NULL AS is_gone
    FROM said
    WHERE supersedes IS NOT NULL
    UNION ALL
    SELECT later.first, said.id, said.withdrawn OR said.value IS NULL
    FROM later
    JOIN said ON said.supersedes = later.id
),
standing AS (
    SELECT *
    FROM said
    WHERE recorded_at <= $moment
        AND NOT withdrawn
        AND id NOT IN (
            SELECT supersedes FROM said WHERE supersedes IS NOT NULL AND recorded_at <= $moment
        )
    QUALIFY about <> 'infrastructure' OR row_number() OVER (
        PARTITION BY about, subject, observer ORDER BY observed_on DESC, recorded_at DESC, id DESC
    ) = 1
)
SELECT
    standing.about,
    standing.subject,
    standing.part,
    CAST(date_trunc('quarter', standing.observed_on) AS DATE) AS period,
    CAST(standing.observed_on AS VARCHAR) AS day,
    standing.observer,
    observer.organisation,
    CAST(standing.value AS DOUBLE) AS value,
    standing.id IN (
        SELECT first FROM later
        WHERE is_gone AND id NOT IN (SELECT supersedes FROM said WHERE supersedes IS NOT NULL)
    ) AS is_taken_back
FROM standing
LEFT JOIN observer ON observer.place = $place AND observer.code = standing.observer
WHERE standing.value IS NOT NULL
ORDER BY standing.about, standing.subject, standing.id
