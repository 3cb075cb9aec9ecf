"""Learning: what people assumed, what happened, and what they think now."""

from datetime import date

import streamlit as st

from mirror import headlines, loops, panels, presenting, reflecting, screen, slips, tables, view
from mirror.ask import ask

lens = view.lens("learning")
with screen.waiting():
    turns = ask("learning", lens, today=date.today())
table, depths = panels.standing(turns), panels.labels(lens, depth="")

st.markdown(headlines.learning(table))
loops.cards(turns, lens)
presenting.ends_here(lens)
loops.begin(lens)
screen.key(
    "A card begins with what we took for granted and ends with what we think now. "
    f"“{depths['single']}”: a better way to the same end. “{depths['double']}”: something we were "
    "sure of does not hold. Nothing is written over: what was thought before can be read on the "
    "card."
)
shown = ["Question", "Before", "Now", "Where it stands"]
view.rows(tables.learning(table), lens, "Assumptions", shown)
slips.slips(lens)
reflecting.on_every_page(lens)
reflecting.open_question("learning", lens)
