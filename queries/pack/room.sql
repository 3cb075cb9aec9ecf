-- How many people of each sector were at this gathering?
SELECT coalesce(CASE $words WHEN 'plain' THEN sector.plain ELSE sector.title END, 'Sector not said')
    AS sector, room.people
FROM gathering_room AS room
LEFT JOIN sector ON sector.code = room.sector
WHERE CAST(room.gathering AS VARCHAR) = $gathering
ORDER BY sector.position NULLS LAST
