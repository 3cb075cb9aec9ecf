"""Together: pressures, relationships, behaviours and building blocks on one axis of time."""

import streamlit as st

from mirror import (
    charts,
    headlines,
    honesty,
    panels,
    presenting,
    reflecting,
    tables,
    then,
    view,
    vocabulary,
)
from mirror.ask import ask

lens = view.lens("together")
look = view.look(lens)
phrases = vocabulary.phrases(lens.words)
called = charts.Called(
    trust=phrases["pace.trust"], behaviours=phrases["together.behaviours"],
    blocks=phrases["together.blocks"], effects=panels.labels(lens, effect=""),
)  # fmt: skip
months = lens.months_if_tight if look.narrow or look.tight else lens.months


def draw() -> None:
    """Everything of one place on one axis of time."""
    with view.waiting():
        # Of no behaviour: the row of trust alone.
        answer = ask("pace", lens, behaviour="", months=months)
        dots = ask("pace_dots", lens, behaviour="", months=months)
        behaviours = honesty.judged(ask("together", lens, months=months))
        blocks = ask("together_blocks", lens, months=months)
    trust = honesty.judged(answer[answer.signal == "trust"], top=5)
    events = ask("events", lens)

    st.markdown(headlines.together(trust, behaviours, blocks, events))
    if view.is_bare(lens.place):
        view.nothing_yet(
            "This picture begins with one thing that somebody noticed.",
            "observation",
            "Record something noticed",
        )
    drawn = charts.together(trust, dots, behaviours, blocks, events, called, look)
    view.picture(drawn, "One timeline", "together")
    view.key(
        "Grey bands are pressures: each hangs down from its name behind everything, deeper where "
        "two lie on each other. Trust: as on the page Pace. What people notice: one vote a person "
        "in the whole place, a tile with a range and its people (3–6 · 7), shaded from little to "
        "much. Small and white: too few gave a figure for a range. Apart: people see two "
        "different things. A dot: nobody spoke, which is not a low score. Below, each block is a "
        "line: what supports the behaviours stands on it, what undermines them hangs from it, "
        "with the number of people who said so at that time. A dashed edge: nobody said what it "
        "does. No row is made of others."
    )
    shown = ["Of what", "When", "Heard"]
    view.rows(tables.together(trust, behaviours, blocks, called), lens, "One timeline", shown)
    view.rows(tables.events(events), lens, "What was going on", ["When", "What", "Title"])


then.beside_now("together", lens, draw, whose=lambda: panels.voices(lens, "observation"))
presenting.ends_here(lens)
reflecting.open_question("together", lens)
