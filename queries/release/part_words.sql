-- Which words of parts of the system go out with a release?
SELECT code, title, plain, meaning, position FROM part ORDER BY position
