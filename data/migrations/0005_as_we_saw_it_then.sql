-- Views as people saw them at a gathering: their figures, which nothing later changes.
CREATE TABLE snapshot (
    id UUID NOT NULL,
    place VARCHAR NOT NULL,
    page VARCHAR NOT NULL,
    lens VARCHAR NOT NULL,
    taken_on DATE NOT NULL,
    -- By which rules the figures are to be read, and whose voices they hold.
    rules VARCHAR NOT NULL,
    voices VARCHAR NOT NULL,
    answers VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL
);
