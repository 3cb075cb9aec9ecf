-- Which pseudonyms has a place had, also of people who withdrew all that they said?
SELECT code FROM observer WHERE place = $place
UNION
SELECT observer FROM observation WHERE place = $place
UNION
SELECT observer FROM relationship WHERE place = $place
UNION
SELECT observer FROM block_view WHERE place = $place
