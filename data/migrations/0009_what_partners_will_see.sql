-- How finely each place is released, and which notes a person has passed for partners.

-- The latest row of a place holds.
CREATE TABLE grain (
    place VARCHAR NOT NULL,
    -- A figure of a sensitive place needs more people.
    is_sensitive BOOLEAN NOT NULL,
    -- Half years stand in the place of quarters.
    half_years BOOLEAN NOT NULL,
    -- Groups of parts that are shown as one; a part is empty where nobody said it.
    together VARCHAR[][] NOT NULL,
    chosen_at TIMESTAMP NOT NULL
);
-- Which places a release is of, and how finely it shows each.
CREATE TABLE released_place (
    release UUID NOT NULL,
    place VARCHAR NOT NULL,
    is_sensitive BOOLEAN NOT NULL,
    half_years BOOLEAN NOT NULL,
    together VARCHAR[][] NOT NULL
);
INSERT INTO released_place
SELECT DISTINCT release, place, false, false, CAST([] AS VARCHAR[][]) FROM released_cell;
-- A note that a person looked at for partners: the text as it may be shown, or none where it is kept
-- back. The latest row of an observation holds; a changed note is another observation.
CREATE TABLE passed_note (
    observation UUID NOT NULL,
    said VARCHAR,
    decided_at TIMESTAMP NOT NULL
);
