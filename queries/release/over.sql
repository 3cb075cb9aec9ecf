-- Of which places was every release withdrawn?
SELECT released_place.place FROM released_place
JOIN release ON release.id = released_place.release
GROUP BY released_place.place
HAVING bool_and(release.withdrawn_at IS NOT NULL)
