-- Who helped whom in the place, with what, which pressure did it meet, and was it about our own objectives?
SELECT CAST(id AS VARCHAR) AS id, observed_on, given_by, given_to, title, pressure_met,
    beyond_objectives, note
FROM help_now
WHERE place = $place AND observed_on BETWEEN $since AND $until AND consent >= $consent
ORDER BY observed_on, recorded_at, id
