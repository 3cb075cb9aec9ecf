-- What was said at gatherings of this place, in notes, parked questions and next steps?
SELECT observed_on, place, kind,
    CASE WHEN consent >= $consent THEN said END AS said,
    CASE WHEN consent >= $consent THEN who END AS who,
    by_when, page, lens, consent
FROM remark_now
WHERE place = $place
ORDER BY observed_on, id
