-- How do two parties of this place work together, as people say?
SELECT observed_on, place, party, other_party, said_for, observer, level, trust,
    CASE WHEN consent >= $consent THEN note END AS note, consent
FROM relationship_now
WHERE place = $place
ORDER BY observed_on, id
