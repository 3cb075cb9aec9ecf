-- Be done with who said what in a round.
DROP TABLE voice
