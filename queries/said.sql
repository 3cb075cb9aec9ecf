-- What of one kind is held of this place, the latest first, each in a line?
-- An empty filter lets everything through. A text is told and looked into only as far as its
-- authors agreed.
WITH said AS (
    SELECT 'relationship' AS kind, id, observed_on AS held_on, consent,
        concat_ws(' · ', party, other_party, observer, note) AS line
    FROM relationship_now WHERE place = $place
    UNION ALL
    SELECT 'event', id, started_on, consent, concat_ws(' · ', title, note)
    FROM event_now WHERE place = $place
    UNION ALL
    SELECT 'entry_step', id, observed_on, consent, concat_ws(' · ', title, opened_by, note)
    FROM entry_step_now WHERE place = $place
    UNION ALL
    SELECT 'help', id, observed_on, consent,
        concat_ws(' · ', title, given_by, given_to, pressure_met, note)
    FROM help_now WHERE place = $place
    UNION ALL
    SELECT 'block_view', view.id, view.observed_on, view.consent, concat_ws(
        ' · ', CASE $words WHEN 'plain' THEN block.plain ELSE block.title END, view.observer,
        view.evidence, view.next_step
    )
    FROM block_view_now AS view LEFT JOIN block ON block.code = view.block
    WHERE view.place = $place
    UNION ALL
    SELECT 'reflection', id, observed_on, consent,
        concat_ws(' · ', question, noticed, so_what, now_what, could_be_wrong, seen_otherwise)
    FROM reflection_now WHERE place = $place
    UNION ALL
    SELECT 'loop', id, opened_on, consent,
        concat_ws(' · ', question, assumption_before, tried, happened, assumption_now)
    FROM loop_now WHERE place = $place
    UNION ALL
    SELECT 'remark', id, observed_on, consent, concat_ws(' · ', said, who)
    FROM remark_now WHERE place = $place
)
SELECT
    CAST(id AS VARCHAR) AS id,
    held_on,
    CASE WHEN consent >= $consent THEN line ELSE 'Kept to its authors' END AS line,
    count(*) OVER () AS found
FROM said
WHERE kind = $kind
    AND ($said = '' OR consent >= $consent AND contains(lower(line), lower($said)))
ORDER BY held_on DESC, id
LIMIT 100
