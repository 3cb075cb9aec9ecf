-- What did people notice in this place, as the interchange file has it?
-- An observer who was not named is left empty again; a text its author keeps to themselves too.
SELECT
    held.observed_on, held.place, held.part, held.behaviour,
    CASE WHEN held.observer
        <> concat_ws(':', 'unnamed', observer.sector, observer.organisation)
        THEN held.observer END AS observer,
    observer.sector, observer.organisation, held.strength, held.direction, held.overtness,
    CASE WHEN held.consent >= $consent THEN held.note END AS note, held.consent
FROM observation_now AS held
LEFT JOIN observer ON observer.place = held.place AND observer.code = held.observer
WHERE held.place = $place
ORDER BY held.observed_on, held.id
