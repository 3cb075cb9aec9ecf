-- Which words does the house know, and which code does each stand for?
SELECT kind, spelling, code FROM spelling ORDER BY kind, code, spelling
