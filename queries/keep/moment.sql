-- At which moment is something kept? After every release, also where the clock was put back since:
-- what partners were shown is told by it from what was said and taken back later.
SELECT greatest(
    CAST($now AS TIMESTAMP), (SELECT max(released_at) + INTERVAL 1 MICROSECOND FROM release)
) AS moment
