-- Know one more spelling of a word.
INSERT INTO word VALUES ($kind, lower($spelling), $code)
