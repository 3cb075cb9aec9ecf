-- Take out the views that were kept of the sample's places.
DELETE FROM snapshot WHERE place IN (SELECT code FROM place WHERE invented)
