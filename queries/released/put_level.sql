-- Put the words of each level into the file of a release.
INSERT INTO level BY NAME SELECT * FROM offered_words
