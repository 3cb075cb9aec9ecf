-- Who may see what: links for those without accounts, and a change log that tells when it was
-- tampered with.

-- A link that opens what was released of one place until it expires or is taken back. The link
-- itself is not held: it is signed with a key that stands beside this file.
CREATE TABLE link (
    id UUID NOT NULL,
    place VARCHAR NOT NULL,
    -- Whom it is for, in the words of whoever made it.
    label VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);

-- Each entry of the change log gets a number, says who did it, and is bound to all before it: its
-- chain is the SHA-256 of the chain before and of what the entry says, each field behind its length
-- in bytes (mirror/chain.py says it in Python). What was done before now was done by nobody known.
CREATE TABLE chained AS
WITH RECURSIVE entry AS MATERIALIZED (
    SELECT row_number() OVER (ORDER BY changed_at, rowid) AS number,
        id, changed_at, what, subject, row_count
    FROM change
),
said AS MATERIALIZED (
    SELECT number, string_agg(
        CASE WHEN field IS NULL THEN '-' ELSE strlen(field) || ':' || field END, ',' ORDER BY place
    ) AS text
    FROM (
        SELECT number, generate_subscripts(fields, 1) AS place, unnest(fields) AS field
        FROM (
            SELECT number, [
                CAST(number AS VARCHAR), CAST(id AS VARCHAR),
                CAST(epoch_us(changed_at) AS VARCHAR), what, subject, CAST(row_count AS VARCHAR),
                NULL
            ] AS fields
            FROM entry
        )
    )
    GROUP BY number
),
link_by_link AS (
    SELECT CAST(0 AS BIGINT) AS number, '' AS chain
    UNION ALL
    SELECT said.number, sha256(link_by_link.chain || ',' || said.text)
    FROM link_by_link
    JOIN said ON said.number = link_by_link.number + 1
)
SELECT number, id, changed_at, what, subject, row_count, CAST(NULL AS VARCHAR) AS who, chain
FROM entry
JOIN link_by_link USING (number)
ORDER BY number;
DROP TABLE change;
CREATE TABLE change (
    number BIGINT NOT NULL,
    id UUID NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    what VARCHAR NOT NULL,
    subject VARCHAR,
    row_count BIGINT,
    who VARCHAR,
    chain VARCHAR NOT NULL
);
INSERT INTO change SELECT * FROM chained;
DROP TABLE chained;
