-- What the article's other themes need: a block's effect on one behaviour, the question that a
-- reflection answers, and the words that a place has chosen for itself.

-- The one behaviour that the effect is about; none where the view is of all of them.
ALTER TABLE block_view ADD COLUMN behaviour VARCHAR;
ALTER TABLE reflection ADD COLUMN question VARCHAR;
-- 'plain' or 'framework'; none until the place has chosen.
ALTER TABLE place ADD COLUMN words VARCHAR;

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW block_view_now AS
SELECT * FROM block_view
WHERE NOT withdrawn
  AND id NOT IN (SELECT supersedes FROM block_view WHERE supersedes IS NOT NULL);

CREATE OR REPLACE VIEW reflection_now AS
SELECT * FROM reflection
WHERE NOT withdrawn
  AND id NOT IN (SELECT supersedes FROM reflection WHERE supersedes IS NOT NULL);
