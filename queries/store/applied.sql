-- Which migrations has this file been through?
SELECT name FROM migration ORDER BY name
