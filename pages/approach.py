"""Approach: help given and received, what it met, and the pressures that people name."""

import streamlit as st

from mirror import charts, headlines, ledger, presenting, reflecting, tables, view, vocabulary
from mirror.ask import ask

lens = view.lens("approach")
look = view.look(lens)
phrases = vocabulary.phrases(lens.words)
with view.waiting():
    table = ask("approach", lens)
pressures = ask("approach_pressures", lens)

st.markdown(headlines.approach(table))
view.picture(charts.approach(table, phrases, look), "Help given and received", "approach")
view.key(
    "A dot is one thing that somebody did for somebody else. It stands twice: left of the line "
    "beside who gave it, right of the line beside who received it. Filled: it was not about our "
    "own objectives. Open: it was. A small diamond: nobody said. Parties stand in the order of the "
    "alphabet; to give or to receive much is neither good nor bad."
)
shown = ["When", "Who helped", "Who was helped", "What"]
view.rows(tables.approach(table), lens, "Help given and received", shown)
presenting.ends_here(lens)
ledger.acts(table, phrases)
ledger.pressures(pressures, phrases)
reflecting.open_question("approach", lens)
