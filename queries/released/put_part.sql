-- Put the words of each part into the file of a release.
INSERT INTO part BY NAME SELECT * FROM offered_words
