-- Which entry of the change log is the last?
SELECT number, chain FROM change ORDER BY number DESC LIMIT 1
