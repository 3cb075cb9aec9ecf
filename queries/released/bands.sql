-- Which bands of people stand behind the figures of a place?
SELECT DISTINCT people FROM cell WHERE place = $place ORDER BY people
