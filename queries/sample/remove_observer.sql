-- Take out the sample's observers, but for those who have said something else since.
DELETE FROM observer
WHERE place IN (SELECT code FROM place WHERE invented)
    AND (place, code) NOT IN (SELECT (place, observer) FROM observation)
    AND (place, code) NOT IN (SELECT (place, observer) FROM relationship)
    AND (place, code) NOT IN (SELECT (place, observer) FROM block_view)
    AND (place, code) NOT IN (
        SELECT (place, observer) FROM reflection WHERE observer IS NOT NULL
    )
