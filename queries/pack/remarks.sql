-- What was said at this gathering beside the views: notes, parked questions, next steps?
SELECT kind, said, who, by_when
FROM remark_now
WHERE CAST(gathering AS VARCHAR) = $gathering AND consent >= $consent
ORDER BY array_position(['step', 'parked', 'note'], kind), recorded_at, id
