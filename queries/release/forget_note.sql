-- Forget what was decided of a note.
DELETE FROM passed_note WHERE observation = $observation
