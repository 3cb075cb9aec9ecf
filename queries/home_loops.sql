-- Which loops are due to be revisited by now, and what was assumed?
SELECT question, assumption_before, opened_on, revisit_on
FROM loop_now
WHERE place = $place AND revisit_on <= $until AND closed_on IS NULL AND consent >= $consent
ORDER BY revisit_on, opened_on, question
