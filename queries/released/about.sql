-- Which release is this, of which day, by which rules, and what is it for?
SELECT CAST(id AS VARCHAR) AS id, released_on, rules, purpose FROM release
