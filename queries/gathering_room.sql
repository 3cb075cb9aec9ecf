-- Who is in the room, by sector?
SELECT sector, CAST(sum(people) AS BIGINT) AS people
FROM gathering_room
WHERE CAST(gathering AS VARCHAR) = $gathering
GROUP BY sector
ORDER BY sector
