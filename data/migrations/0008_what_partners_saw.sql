-- What partners were shown, so that a later release tells nobody more than both together may.

CREATE TABLE release (
    id UUID NOT NULL,
    -- What was held at this moment is what the release was reckoned from.
    released_at TIMESTAMP NOT NULL,
    rules VARCHAR NOT NULL,
    withdrawn_at TIMESTAMP
);
-- A cell of a release as it was shown, and how much stood behind it: no person, no hidden cell.
CREATE TABLE released_cell (
    release UUID NOT NULL,
    place VARCHAR NOT NULL,
    about VARCHAR NOT NULL CHECK (about IN ('behaviours', 'pace', 'infrastructure')),
    -- A behaviour, a block, or trust.
    subject VARCHAR NOT NULL,
    -- Each of these is none where the cell is of all of them; a part is empty where nobody said it.
    part VARCHAR,
    period DATE,
    level TINYINT,
    people VARCHAR NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('range', 'split', 'alike', 'count')),
    low DOUBLE,
    high DOUBLE,
    gap DOUBLE,
    dots DOUBLE[],
    -- The release in which these figures were reckoned: an earlier one where they stand since.
    reckoned_in UUID NOT NULL,
    counted INTEGER NOT NULL,
    notes INTEGER NOT NULL
);
