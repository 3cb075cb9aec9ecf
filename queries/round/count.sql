-- How many phones joined a gathering, and how many of them have said something in a round?
SELECT
    (SELECT count(*) FROM phone WHERE gathering = $gathering) AS phones_joined,
    (
        SELECT count(*) FROM ballot_now
        WHERE scoring_round = $scoring_round AND id IN (SELECT ballot FROM score)
    ) AS phones_in
