-- A gathering from preparing it to what people take away: its agenda, its rounds of scores, what was
-- said in it.

-- When it ends by the clock on the wall, where the room wants to see the time that is left.
ALTER TABLE gathering ADD COLUMN ends_at TIME;
-- When it was closed; none while it is prepared or going on, and for those that were typed in.
ALTER TABLE gathering ADD COLUMN closed_at TIMESTAMP;

-- What a gathering looks at, one view after the other: a page of the house, its address from the
-- place on, and the question that is asked of it.
CREATE TABLE agenda (
    id UUID NOT NULL,
    gathering UUID NOT NULL,
    position INTEGER NOT NULL,
    page VARCHAR NOT NULL,
    lens VARCHAR NOT NULL,
    question VARCHAR NOT NULL
);

-- Scores that people give each alone, from first answer to reveal. The short code opens the form
-- until the round is closed, and is forgotten then.
CREATE TABLE scoring_round (
    id UUID NOT NULL,
    gathering UUID NOT NULL,
    place VARCHAR NOT NULL,
    about VARCHAR NOT NULL CHECK (about IN ('behaviour', 'block', 'relationship')),
    part VARCHAR,
    party VARCHAR,
    other_party VARCHAR,
    -- 1, or 2 where people score again what they scored before.
    turn TINYINT NOT NULL CHECK (turn BETWEEN 1 AND 2),
    code VARCHAR,
    opened_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP
);
-- A phone that joined a gathering: nothing is known of it but a key that only it has, of which the
-- hash is kept, and for whom its holder chose to speak. `observer` is the pseudonym under which its
-- scores stand once a round is closed.
CREATE TABLE phone (
    gathering UUID NOT NULL,
    key_hash VARCHAR NOT NULL,
    sector VARCHAR,
    observer VARCHAR,
    joined_at TIMESTAMP NOT NULL
);
-- What one phone sent in a round. The latest of a phone counts; those before are kept.
CREATE TABLE ballot (
    id UUID NOT NULL,
    scoring_round UUID NOT NULL,
    phone VARCHAR NOT NULL,
    -- Of a relationship: whose view it is, one of its two parties or none of them.
    said_for VARCHAR,
    cast_at TIMESTAMP NOT NULL
);
-- A behaviour, a block, or what of a relationship (trust, level), and the number that was given.
CREATE TABLE score (
    ballot UUID NOT NULL,
    subject VARCHAR NOT NULL,
    score DOUBLE NOT NULL CHECK (score BETWEEN 0 AND 10)
);

-- What was said in a room and belongs to no other table: a note, a question parked for later, a
-- next step with who takes it and by when.
CREATE TABLE remark (
    id UUID NOT NULL,
    place VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('note', 'parked', 'step')),
    said VARCHAR NOT NULL,
    who VARCHAR,
    by_when DATE,
    -- What was on the wall when it was said.
    page VARCHAR,
    lens VARCHAR,
    observed_on DATE NOT NULL,
    consent TINYINT NOT NULL CHECK (consent BETWEEN 0 AND 4),
    gathering UUID,
    batch UUID,
    supersedes UUID,
    withdrawn BOOLEAN NOT NULL DEFAULT false,
    recorded_at TIMESTAMP NOT NULL
);
CREATE VIEW remark_now AS
SELECT * FROM remark
WHERE NOT withdrawn
  AND id NOT IN (SELECT supersedes FROM remark WHERE supersedes IS NOT NULL);

-- A kept view belongs to the gathering at whose end it was taken, if there was one.
ALTER TABLE snapshot ADD COLUMN gathering UUID;
