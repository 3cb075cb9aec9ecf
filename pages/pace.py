"""Pace: how relationships and one behaviour move, what was going on, and who is with whom."""

import streamlit as st

from mirror import (
    address,
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
    vocabulary,
)
from mirror.ask import ask
from mirror.lens import Lens
from mirror.rounds import SIDES

lens = view.lens("pace")
look = view.look(lens)
phrases = vocabulary.phrases(lens.words)
behaviour = view.one_behaviour(lens)


def draw() -> None:
    """Trust and one behaviour above what was going on."""
    with screen.waiting():
        line = panels.timeline(lens, *behaviour)
    st.markdown(headlines.pace(line.table, line.events, line.signals))
    screen.picture(charts.pace(*line, look), "Pace timeline", "pace")
    screen.key(reading.PACE)
    shown = ["When", "Signal", "Heard", "Two people differ by"]
    view.rows(tables.pace(line.table, line.signals), lens, "Pace timeline", shown)
    view.rows(tables.events(line.events), lens, "What was going on", ["When", "What", "Title"])


def whose(through: Lens) -> str:
    """Whose voices are in trust, and whose in the behaviour."""
    kinds = (("relationship", ""), ("observation", behaviour.code))
    return "  \n".join(filter(None, (panels.voices(through, kind, code) for kind, code in kinds)))


then.beside_now("pace", lens, draw, whose)
presenting.ends_here(lens)
view.slips(ask("events", lens))

st.header(phrases["pace.relationships"], anchor=False)
sides = {side: phrases[f"pace.of.{side}"] for side in SIDES}
of = address.switch("Look at", "of", sides, default="trust")
pairs = ask("relationships", lens, of=of)
steps = panels.labels(lens, **{SIDES[of]: ""})
if pairs.empty:
    view.nothing_yet("Nobody has looked at a relationship yet.", "relationship", "Record one")
else:
    st.markdown(headlines.relationships(pairs, lens.until))
    drawn = charts.relationships(pairs, steps, lens.until, look)
    screen.picture(drawn, "Who with whom", "relationships")
    screen.key(reading.RELATIONSHIPS)
    shown = ["One side", "The other side", "Heard", "Last looked at"]
    view.rows(tables.relationships(pairs, steps, lens.until), lens, "Who with whom", shown)
reflecting.open_question("pace", lens)
