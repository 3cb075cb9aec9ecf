-- Put the notes that were passed into the file of a release, in no order of theirs.
INSERT INTO note
SELECT place, subject, period, months, said FROM offered_notes ORDER BY ALL
