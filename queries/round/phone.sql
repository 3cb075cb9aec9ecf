-- Is a phone of this gathering, and for whom does its holder speak?
SELECT sector FROM phone WHERE gathering = $gathering AND key_hash = $key_hash
