-- Which words of building blocks go out with a release?
SELECT code, title, plain, meaning, question, position FROM block ORDER BY position
