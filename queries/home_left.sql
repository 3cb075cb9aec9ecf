-- What did people say they would do, or keep for later, at the gathering they look back to?
-- A next step whose day has passed stands with the rest: nobody is reminded here, it is looked at.
SELECT remark.kind, remark.said, coalesce(remark.who, '') AS who, remark.by_when
FROM remark_now AS remark
WHERE remark.place = $place
    AND remark.kind IN ('parked', 'step')
    AND remark.consent >= $consent
    AND remark.observed_on = $met
ORDER BY remark.kind DESC, remark.by_when NULLS LAST, remark.id
