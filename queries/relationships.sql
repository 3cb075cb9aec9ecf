-- Who works with whom, how does each side see it, and when was it last looked at?
-- $of is trust, or the level of working together. Each side's latest view in the period counts, and
-- that of somebody who looks on. A pair that was looked at only before the period is a row too.
WITH said AS (
    SELECT *,
        CASE $of WHEN 'trust' THEN trust ELSE level END AS value,
        observed_on >= $since AS in_period
    FROM relationship_now
    WHERE place = $place AND observed_on <= $until
)
SELECT
    party,
    other_party,
    last(value ORDER BY observed_on, recorded_at, id)
        FILTER (in_period AND value IS NOT NULL AND said_for = party) AS one_says,
    last(value ORDER BY observed_on, recorded_at, id)
        FILTER (in_period AND value IS NOT NULL AND said_for = other_party) AS other_says,
    last(value ORDER BY observed_on, recorded_at, id)
        FILTER (
            in_period AND value IS NOT NULL
            AND coalesce(said_for, '') NOT IN (party, other_party)
        ) AS onlooker_says,
    count(DISTINCT observer) FILTER (in_period) AS people,
    max(observed_on) AS last_day
FROM said
GROUP BY party, other_party
ORDER BY lower(party), lower(other_party), party, other_party
