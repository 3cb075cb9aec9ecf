-- Nobody is asked after: no rows.
SELECT NULL AS observer, NULL AS sector, NULL AS sector_label, NULL AS organisation, 0 AS notes
WHERE $place IS NULL AND $since IS NULL AND $until IS NULL AND $kind IS NULL
    AND $behaviour IS NULL AND $words IS NULL AND $consent IS NULL
