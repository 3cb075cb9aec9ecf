-- By which pseudonyms are people known in each place, in small letters?
SELECT place, lower(code) AS code FROM observer
