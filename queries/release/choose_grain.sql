-- Choose how finely a place is released from now on. What comes later holds, also where the clock
-- was put back meanwhile.
INSERT INTO grain (place, is_sensitive, half_years, together, chosen_at)
SELECT $place, $is_sensitive, $half_years, CAST($together AS VARCHAR[][]), greatest(
    CAST($chosen_at AS TIMESTAMP),
    (SELECT max(chosen_at) + INTERVAL 1 MICROSECOND FROM grain WHERE place = $place)
)
