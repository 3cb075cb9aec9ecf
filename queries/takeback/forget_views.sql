-- Take these kept views away.
DELETE FROM snapshot WHERE list_contains($views, CAST(id AS VARCHAR))
