-- Make a file of its own that holds what partners may see, and nothing else.
CREATE TABLE release (
    id UUID NOT NULL,
    released_on DATE NOT NULL,
    rules VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL
);
CREATE TABLE place (
    code VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    invented BOOLEAN NOT NULL,
    words VARCHAR,
    -- A cell of fewer people is not shown.
    fewest INTEGER NOT NULL
);
CREATE TABLE behaviour (
    code VARCHAR NOT NULL,
    family VARCHAR NOT NULL,
    family_plain VARCHAR,
    title VARCHAR NOT NULL,
    plain VARCHAR NOT NULL,
    meaning VARCHAR,
    position INTEGER NOT NULL
);
CREATE TABLE part (
    code VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    plain VARCHAR NOT NULL,
    meaning VARCHAR,
    position INTEGER NOT NULL
);
CREATE TABLE block (
    code VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    plain VARCHAR NOT NULL,
    meaning VARCHAR,
    question VARCHAR NOT NULL,
    position INTEGER NOT NULL
);
CREATE TABLE level (
    scale VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    plain VARCHAR NOT NULL,
    meaning VARCHAR,
    position INTEGER NOT NULL
);
-- A cell that is shown. One that is hidden is no row, just as one in which nobody spoke.
CREATE TABLE cell (
    place VARCHAR NOT NULL,
    about VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    part VARCHAR,
    -- A stretch of time by its first day, and how many months it has.
    period DATE,
    months TINYINT,
    level TINYINT,
    people VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    low DOUBLE,
    high DOUBLE,
    gap DOUBLE,
    dots DOUBLE[],
    as_of DATE NOT NULL
);
-- Notes that a person has passed for partners: without author, part, role or day. The stretch of
-- time is none where too few wrote in any.
CREATE TABLE note (
    place VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    period DATE,
    months TINYINT,
    said VARCHAR NOT NULL
);
