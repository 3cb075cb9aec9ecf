-- How many numbers were said in a round that is being closed?
SELECT count(*) AS said FROM voice
