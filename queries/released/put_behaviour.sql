-- Put the words of each behaviour into the file of a release.
INSERT INTO behaviour BY NAME SELECT * FROM offered_words
