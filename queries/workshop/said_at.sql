-- How much was said at this gathering, whatever became of it since?
SELECT count(*) AS things
FROM (
    SELECT gathering FROM observation
    UNION ALL SELECT gathering FROM relationship
    UNION ALL SELECT gathering FROM event
    UNION ALL SELECT gathering FROM block_view
    UNION ALL SELECT gathering FROM reflection
    UNION ALL SELECT gathering FROM remark
    UNION ALL SELECT gathering FROM scoring_round
)
WHERE gathering = $gathering
