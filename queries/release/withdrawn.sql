-- Which releases were withdrawn?
SELECT CAST(id AS VARCHAR) AS id FROM release WHERE withdrawn_at IS NOT NULL
