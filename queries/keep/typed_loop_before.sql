-- What does this turn of a loop say, as long as nothing but the turn offered took its place?
SELECT question, assumption_before, tried, happened, assumption_now, depth, opened_on, revisit_on,
    closed_on, consent, gathering, batch
FROM loop
WHERE id = $supersedes AND place = $place AND NOT withdrawn
    AND id NOT IN (SELECT supersedes FROM loop WHERE supersedes IS NOT NULL AND id <> $id)
