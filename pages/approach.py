"""Approach: help given and received, what it met, and the pressures that people name."""

import streamlit as st

from mirror import (
    charts,
    headlines,
    ledger,
    presenting,
    reading,
    reflecting,
    screen,
    tables,
    view,
    vocabulary,
)
from mirror.ask import ask

lens = view.lens("approach")
look = view.look(lens)
phrases = vocabulary.phrases(lens.words)
with screen.waiting():
    table = ask("approach", lens)
pressures = ask("approach_pressures", lens)

st.markdown(headlines.approach(table))
screen.picture(charts.approach(table, phrases, look), "Help given and received", "approach")
screen.key(reading.APPROACH)
shown = ["When", "Who helped", "Who was helped", "What"]
view.rows(tables.approach(table), lens, "Help given and received", shown)
presenting.ends_here(lens)
ledger.acts(table, phrases)
ledger.pressures(pressures, phrases)
reflecting.open_question("approach", lens)
