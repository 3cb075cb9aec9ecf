-- Keep under which pseudonym a visitor speaks in a place from now on.
INSERT INTO voice (place, observer, salt, visitor)
VALUES ($place, $observer, $salt, sha256($salt || $who))
