-- Which key are pseudonyms made with?
SELECT key FROM secret WHERE purpose = 'pseudonyms'
