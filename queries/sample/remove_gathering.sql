-- Take out the gatherings of the sample's places, but for those at which something else was said.
-- The sample's own facts have gone by now, so whatever still names a gathering is somebody's own.
DELETE FROM gathering
WHERE place IN (SELECT code FROM place WHERE invented)
    AND id NOT IN (
        SELECT gathering FROM observation WHERE gathering IS NOT NULL
        UNION ALL
        SELECT gathering FROM relationship WHERE gathering IS NOT NULL
        UNION ALL
        SELECT gathering FROM event WHERE gathering IS NOT NULL
        UNION ALL
        SELECT gathering FROM entry_step WHERE gathering IS NOT NULL
        UNION ALL
        SELECT gathering FROM help WHERE gathering IS NOT NULL
        UNION ALL
        SELECT gathering FROM block_view WHERE gathering IS NOT NULL
        UNION ALL
        SELECT gathering FROM reflection WHERE gathering IS NOT NULL
        UNION ALL
        SELECT gathering FROM loop WHERE gathering IS NOT NULL
        UNION ALL
        SELECT gathering FROM remark WHERE gathering IS NOT NULL
        UNION ALL
        SELECT gathering FROM agenda
        UNION ALL
        SELECT gathering FROM scoring_round
    )
