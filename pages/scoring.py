"""Scoring: what a room sees, each alone first, counted and then shown together."""

from mirror import presenting, scoring, view

gathering = scoring.gathering()
lens = scoring.on_the_day(view.standpoint("scoring"), gathering)
if gathering is None:
    scoring.without_one()
else:
    scoring.run(gathering, lens, view.look(lens))
    presenting.ends_here(lens)
