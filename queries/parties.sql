-- Which teams and organisations has anybody named in this place?
SELECT DISTINCT party
FROM (
    SELECT unnest([party, other_party]) AS party FROM relationship_now WHERE place = $place
    UNION ALL
    SELECT unnest([given_by, given_to]) FROM help_now WHERE place = $place
    UNION ALL
    SELECT opened_by FROM entry_step_now WHERE place = $place
    UNION ALL
    SELECT organisation FROM observer WHERE place = $place
)
WHERE party IS NOT NULL
ORDER BY lower(party), party
