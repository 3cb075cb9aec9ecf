-- Put the words of each place into the file of a release.
INSERT INTO place BY NAME SELECT * FROM offered_words
