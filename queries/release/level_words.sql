-- Which words of the scales that a release shows go out with it?
SELECT scale, code, title, plain, meaning, position FROM level
WHERE scale IN ('readiness', 'trust')
ORDER BY scale, position
