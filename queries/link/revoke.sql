-- Let a link open nothing any more, unless that was done before.
UPDATE link SET revoked_at = $revoked_at WHERE id = $id AND revoked_at IS NULL RETURNING id
