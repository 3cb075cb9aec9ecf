-- What was captured at this gathering, the latest first?
SELECT kind, CAST(id AS VARCHAR) AS id, what, said, who, by_when, page, recorded_at
FROM (
    SELECT 'remark' AS kind, id, kind AS what, said, who, by_when, page, recorded_at
    FROM remark_now WHERE CAST(gathering AS VARCHAR) = $gathering
    UNION ALL
    SELECT 'event', id, kind, title, NULL, NULL, NULL, recorded_at
    FROM event_now WHERE CAST(gathering AS VARCHAR) = $gathering
    UNION ALL
    SELECT 'reflection', id, 'reflection',
        coalesce(noticed, so_what, now_what, could_be_wrong, seen_otherwise), NULL, NULL, page,
        recorded_at
    FROM reflection_now WHERE CAST(gathering AS VARCHAR) = $gathering
)
ORDER BY recorded_at DESC, id DESC
