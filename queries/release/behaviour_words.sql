-- Which words of behaviours go out with a release?
SELECT code, family, family_plain, title, plain, meaning, position
FROM behaviour
ORDER BY position
