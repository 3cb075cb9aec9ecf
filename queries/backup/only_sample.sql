-- Is nothing held but the sample, as it came?
SELECT count(*) = 0 AS only_sample FROM change WHERE what <> 'sample'
