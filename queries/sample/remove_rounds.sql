-- Take out the agenda, the rounds and the phones of gatherings that are held no longer.
DELETE FROM agenda WHERE gathering NOT IN (SELECT id FROM gathering);
DELETE FROM scoring_round WHERE gathering NOT IN (SELECT id FROM gathering);
DELETE FROM phone WHERE gathering NOT IN (SELECT id FROM gathering);
DELETE FROM ballot WHERE scoring_round NOT IN (SELECT id FROM scoring_round);
DELETE FROM score WHERE ballot NOT IN (SELECT id FROM ballot);
