-- Keep where a batch of rows came from.
INSERT INTO batch (id, kind, source, recorded_at) VALUES ($id, $kind, $source, $recorded_at)
