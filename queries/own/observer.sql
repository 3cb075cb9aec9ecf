-- Under which pseudonym does this visitor speak in this place, if they ever did?
SELECT observer FROM voice WHERE place = $place AND visitor = sha256(salt || $who)
