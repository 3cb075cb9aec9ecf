-- Which notes of a place did a person look at for partners, and what may be read of each? What was
-- kept back says nothing. Whoever lowers the consent or takes the note back takes it out of here.
SELECT observation.id, observation.observer, observation.observed_on, observation.behaviour,
    behaviour.plain AS behaviour_label, observation.note, passed_note.said
FROM observation_now AS observation
JOIN passed_note ON passed_note.observation = observation.id
LEFT JOIN behaviour ON behaviour.code = observation.behaviour
WHERE observation.place = $place AND observation.note IS NOT NULL AND observation.consent >= $consent
ORDER BY observation.observed_on DESC, observation.id
