-- Let a phone in.
INSERT INTO phone (gathering, key_hash, joined_at) VALUES ($gathering, $key_hash, $joined_at)
