-- What does this behaviour look like, when it is there and when it is not?
SELECT code, family, title, plain, meaning, present, absent
FROM behaviour
WHERE code = $behaviour
