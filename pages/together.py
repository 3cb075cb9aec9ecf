"""Together: pressures, relationships, behaviours and building blocks on one axis of time."""

import streamlit as st

from mirror import (
    charts,
    headlines,
    panels,
    presenting,
    reading,
    reflecting,
    screen,
    tables,
    then,
    view,
)

lens = view.lens("together")
look = view.look(lens)
called = panels.called(lens)
months = lens.months_if_tight if look.narrow or look.tight else lens.months


def draw() -> None:
    """Everything of one place on one axis of time."""
    with screen.waiting():
        line = panels.one_timeline(lens, months)
    st.markdown(headlines.together(line.trust, line.behaviours, line.blocks, line.events))
    if view.is_bare(lens.place):
        view.nothing_yet(
            "This picture begins with one thing that somebody noticed.",
            "observation",
            "Record something noticed",
        )
    screen.picture(charts.together(*line, called, look), "One timeline", "together")
    screen.key(reading.TOGETHER)
    table = tables.together(line.trust, line.behaviours, line.blocks, called)
    view.rows(table, lens, "One timeline", ["Of what", "When", "Heard"])
    view.rows(tables.events(line.events), lens, "What was going on", ["When", "What", "Title"])


then.beside_now("together", lens, draw, whose=lambda through: panels.voices(through, "observation"))
presenting.ends_here(lens)
reflecting.open_question("together", lens)
