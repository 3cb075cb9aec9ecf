"""Timing: how openly the behaviours are named, as trust grows; and whose words we speak."""

import streamlit as st

from mirror import (
    charts,
    headlines,
    hypothesis,
    panels,
    presenting,
    reading,
    reflecting,
    screen,
    spoken,
    tables,
    then,
    view,
)
from mirror.ask import ask

lens = view.lens("timing")
look = view.look(lens)
steps = panels.labels(lens, trust="trust_", overtness="overtness_")


def draw() -> None:
    """Openness against trust, then openness time by time."""
    with screen.waiting():
        times = hypothesis.points(ask("timing", lens))
    st.markdown(headlines.timing(times))
    screen.picture(charts.timing(times, steps, look), "Openness and trust", "timing")
    spoken.caption(times)
    screen.key(reading.TIMING)
    if times.open_people.any():
        screen.picture(charts.openness(times, steps, look), "How openly it is named", "openness")
    else:
        view.nothing_yet(
            "Nobody has said yet how openly the behaviours are named.", "observation",
            "Record something noticed, and how openly it was named",
        )  # fmt: skip
    view.rows(
        tables.timing(times, steps), lens, "Openness and trust", ["When", "Trust", "Openness"]
    )


then.beside_now("timing", lens, draw, whose=lambda through: panels.voices(through, "observation"))
presenting.ends_here(lens)
spoken.words_of_the_place(hypothesis.points(ask("timing", lens)), lens)
reflecting.open_question("timing", lens)
