-- Keep what a phone sent, unless it is kept already. What comes later counts, also where the clock
-- was put back meanwhile.
INSERT INTO ballot (id, scoring_round, phone, said_for, cast_at)
SELECT $id, $scoring_round, $phone, $said_for, greatest(
    CAST($cast_at AS TIMESTAMP), (
        SELECT max(cast_at) + INTERVAL 1 MICROSECOND
        FROM ballot
        WHERE scoring_round = $scoring_round AND phone = $phone
    )
)
WHERE $id NOT IN (SELECT id FROM ballot)
