-- Which notes of a place may partners read by their authors' consent, that nobody has looked at yet?
SELECT observation.id, observation.observed_on, behaviour.plain AS behaviour_label, observation.note
FROM observation_now AS observation
LEFT JOIN behaviour ON behaviour.code = observation.behaviour
WHERE observation.place = $place
    AND observation.note IS NOT NULL
    AND observation.consent >= $consent
    AND observation.id NOT IN (SELECT observation FROM passed_note)
ORDER BY observation.observed_on DESC, observation.id
