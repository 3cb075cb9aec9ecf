-- What does the change log say, from its first entry to its last, as it is bound into the chain?
SELECT
    CAST(number AS VARCHAR) AS number,
    CAST(id AS VARCHAR) AS id,
    CAST(epoch_us(changed_at) AS VARCHAR) AS moment,
    what,
    subject,
    CAST(row_count AS VARCHAR) AS row_count,
    who,
    chain,
    changed_at
FROM change
ORDER BY change.number, rowid
