-- Which stretches of time does a page show something of, and how many months has each?
SELECT DISTINCT period, months
FROM cell
WHERE place = $place AND about = $about AND period IS NOT NULL
ORDER BY period
