-- Was nothing ever done to this file?
SELECT count(*) = 0 AS untouched FROM change
