-- What have people written about the behaviours of a place, of what was passed for partners?
SELECT note.subject,
    CASE WHEN $words = 'plain' THEN behaviour.plain ELSE behaviour.title END AS subject_label,
    note.period, note.months, note.said
FROM note
LEFT JOIN behaviour ON behaviour.code = note.subject
WHERE note.place = $place
ORDER BY behaviour.position, note.period, note.said
