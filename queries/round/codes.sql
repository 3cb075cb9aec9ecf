-- Which short codes open a form now?
SELECT code FROM scoring_round WHERE code IS NOT NULL
