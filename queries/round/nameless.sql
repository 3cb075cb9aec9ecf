-- Which phones have said something in a round, and have no pseudonym yet, in the order they joined?
SELECT phone.key_hash
FROM phone
JOIN ballot_now AS ballot ON ballot.phone = phone.key_hash
WHERE phone.gathering = $gathering AND phone.observer IS NULL
    AND ballot.scoring_round = $scoring_round AND ballot.id IN (SELECT ballot FROM score)
ORDER BY phone.joined_at
