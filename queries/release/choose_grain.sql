-- Choose how finely a place is released from now on.
INSERT INTO grain (place, is_sensitive, half_years, together, chosen_at)
VALUES ($place, $is_sensitive, $half_years, CAST($together AS VARCHAR[][]), $chosen_at)
