-- Keep the numbers of a ballot.
INSERT INTO score (ballot, subject, score)
SELECT $ballot, unnest(CAST($subjects AS VARCHAR[])), unnest(CAST($scores AS DOUBLE[]))
