-- Record that a migration was applied.
INSERT INTO migration VALUES ($name, $applied_at)
