-- Keep one view of an agenda.
INSERT INTO agenda (id, gathering, position, page, lens, question)
VALUES ($id, $gathering, $position, $page, $lens, $question)
