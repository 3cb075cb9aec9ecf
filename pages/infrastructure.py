"""Infrastructure: how far along the building blocks are, and what they do to the behaviours."""

import streamlit as st

from mirror import charts, headlines, reflecting, tables, view
from mirror.ask import ask

lens = view.lens("infrastructure")
look = view.look(lens)
with view.waiting():
    table = ask("infrastructure", lens)
labels = view.labels(lens, readiness="level_", effect="", confidence="confidence_") | {
    "no_level": "No view of how far"
}

st.markdown(headlines.infrastructure(table))
view.picture(
    charts.infrastructure(table, labels, look), "Infrastructure readiness", "infrastructure"
)
view.key(
    "A dot counts the people who put the block there: each person once, by their latest view. "
    "Left: how far along it is. Right: what it does to the behaviours. It may go back again."
)
shown = ["Block", "How far along", "What it does", "Evidence"]
view.rows(tables.infrastructure(table, labels), lens, "Infrastructure readiness", shown)
view.next_steps(table)
reflecting.open_question("infrastructure", lens)
