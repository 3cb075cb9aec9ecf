-- Which slips, and ways back, were named at this gathering?
SELECT kind, started_on, ended_on, title, note
FROM event_now
WHERE CAST(gathering AS VARCHAR) = $gathering AND kind IN ('slip', 'recovery')
    AND consent >= $consent
ORDER BY started_on, kind = 'recovery', title
