-- From when to when is anything held of this place?
SELECT min(held_on) AS first_day, max(held_on) AS last_day
FROM (
    SELECT observed_on AS held_on FROM observation_now WHERE place = $place
    UNION ALL
    SELECT observed_on FROM relationship_now WHERE place = $place
    UNION ALL
    SELECT observed_on FROM block_view_now WHERE place = $place
    UNION ALL
    SELECT started_on FROM event_now WHERE place = $place
    UNION ALL
    SELECT observed_on FROM entry_step_now WHERE place = $place
    UNION ALL
    SELECT observed_on FROM help_now WHERE place = $place
    UNION ALL
    SELECT observed_on FROM reflection_now WHERE place = $place
    UNION ALL
    SELECT opened_on FROM loop_now WHERE place = $place
    UNION ALL
    SELECT observed_on FROM remark_now WHERE place = $place
)
