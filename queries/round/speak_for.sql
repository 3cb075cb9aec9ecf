-- Keep for whom the holder of a phone speaks, or that it is not said.
UPDATE phone SET sector = $sector WHERE gathering = $gathering AND key_hash = $key_hash
