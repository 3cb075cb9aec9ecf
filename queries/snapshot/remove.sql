-- Take a kept view away.
DELETE FROM snapshot WHERE CAST(id AS VARCHAR) = $id
