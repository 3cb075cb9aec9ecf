-- Which codes are taken, in each vocabulary?
SELECT DISTINCT kind, code FROM word
