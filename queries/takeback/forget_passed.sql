-- Take out what was passed for partners of notes that may be read by them no longer.
DELETE FROM passed_note
WHERE observation NOT IN (
    SELECT id FROM observation_now WHERE note IS NOT NULL AND consent >= $consent
)
