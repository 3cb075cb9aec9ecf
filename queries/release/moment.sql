-- At which moment is a release reckoned? After all that was said or taken back until now, and after
-- every release before, also where the clock was put back since.
SELECT greatest(
    CAST($now AS TIMESTAMP),
    (SELECT max(recorded_at) FROM observation),
    (SELECT max(recorded_at) FROM relationship),
    (SELECT max(recorded_at) FROM block_view),
    (SELECT max(released_at) + INTERVAL 1 MICROSECOND FROM release)
) AS moment
