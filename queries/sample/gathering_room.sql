-- Put in who was in the room at the sample's gatherings: a column of heads for each sector.
INSERT INTO gathering_room (gathering, sector, people)
SELECT CAST(id AS UUID), sector, CAST(people AS INTEGER)
FROM (
    UNPIVOT offered_rows
    ON COLUMNS(* EXCLUDE (id, place, held_on, purpose))
    INTO NAME sector VALUE people
)
WHERE people <> ''
