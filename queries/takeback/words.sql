-- Which words does the file hold that a file may have brought, each as it is spelt and called?
SELECT unnest([code, title]) AS word FROM place
UNION
SELECT unnest([code, title, plain]) FROM behaviour
UNION
SELECT unnest([code, title, plain]) FROM part
UNION
SELECT unnest([code, title, plain]) FROM sector
UNION
SELECT organisation FROM observer WHERE organisation IS NOT NULL
