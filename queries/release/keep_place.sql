-- Remember that a release is of a place, and how finely it shows it.
INSERT INTO released_place (release, place, is_sensitive, half_years, together)
VALUES ($release, $place, $is_sensitive, $half_years, CAST($together AS VARCHAR[][]))
