-- Take away the phones that joined a gathering and said nothing.
DELETE FROM phone WHERE gathering = $gathering
