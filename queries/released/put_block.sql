-- Put the words of each block into the file of a release.
INSERT INTO block BY NAME SELECT * FROM offered_words
