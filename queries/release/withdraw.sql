-- Withdraw a release that stands. What it showed stays remembered: somebody may have kept it.
UPDATE release SET withdrawn_at = $withdrawn_at
WHERE CAST(id AS VARCHAR) = $id AND withdrawn_at IS NULL
RETURNING id
