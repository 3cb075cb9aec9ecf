-- Families of behaviours in plain words too, as every other label has them.
ALTER TABLE behaviour ADD COLUMN family_plain VARCHAR;
