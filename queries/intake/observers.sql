-- Who speaks in the file, with the sector and organisation already held, else the first one said?
CREATE OR REPLACE TEMP TABLE speaker AS
SELECT
    said.place,
    said.observer,
    coalesce(any_value(held.sector), arg_min(said.sector, said.nth)) AS sector,
    coalesce(any_value(held.organisation), arg_min(said.organisation, said.nth)) AS organisation
FROM checked AS said
LEFT JOIN observer AS held ON held.place = said.place AND held.code = said.observer
WHERE said.place IS NOT NULL
GROUP BY said.place, said.observer
