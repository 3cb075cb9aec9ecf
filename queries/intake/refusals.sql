-- Which are the first cells that cannot be taken in, on which line does each stand, and why?
WITH last_row AS (SELECT max(nth) AS nth FROM (SELECT nth FROM refused ORDER BY nth LIMIT $most)),
first_refused AS (
    SELECT * FROM refused WHERE nth <= (SELECT nth FROM last_row) ORDER BY nth, field LIMIT $most
),
said AS (
    UNPIVOT (
        SELECT nth, COLUMNS('^said_(.*)$') AS '\1'
        FROM offered
        WHERE nth <= (SELECT nth FROM last_row)
    )
    ON COLUMNS(* EXCLUDE nth) INTO NAME field VALUE value
)
SELECT line, field, said.value, reason
FROM first_refused
LEFT JOIN said USING (nth, field)
ORDER BY nth, field
