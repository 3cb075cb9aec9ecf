"""Scoring: what a room sees, each alone first, counted and then shown together."""

from mirror import presenting, scoring, view

lens = view.standpoint("scoring")
look = view.look(lens)
gathering = scoring.gathering()
if gathering is None:
    scoring.without_one()
else:
    scoring.run(gathering, lens, look)
    presenting.ends_here(lens)
