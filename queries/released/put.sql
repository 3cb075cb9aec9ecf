-- Say in the file of a release which it is, and by which rules it was made.
INSERT INTO release VALUES ($id, $released_on, $rules, $purpose)
