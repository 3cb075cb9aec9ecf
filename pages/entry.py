"""Entry: the route into a place, step by step, who opened each door, and where the energy was."""

import streamlit as st

from mirror import (
    charts,
    headlines,
    ledger,
    panels,
    presenting,
    reading,
    reflecting,
    screen,
    tables,
    view,
    vocabulary,
)
from mirror.ask import ask

lens = view.lens("entry", side_by_side=True)
look = view.look(lens)
titles = panels.titles(lens)
phrases = vocabulary.phrases(lens.words)
altitudes = list(panels.labels(lens, altitude="").values())
with screen.waiting():
    table = ask("entry", lens)
energy = ask("entry_energy", lens)

st.markdown(headlines.entry(table, titles))
if lens.beside:
    ledger.side_by_side(int(ask("entry_kept_back", lens).steps[0]))
screen.picture(
    charts.entry(table, energy, lens, titles, phrases, altitudes, look), "Routes in", "entry"
)
screen.key(reading.entry(altitudes[0], altitudes[-1]))
shown = ["Place", "When", "Step", "Opened by"] if lens.beside else ["When", "Step", "Opened by"]
view.rows(tables.entry(table, phrases), lens, "Routes in", shown)
view.rows(tables.entry_energy(energy), lens, "Energy", ["When", "What"])
presenting.ends_here(lens)
ledger.steps(table, titles)
reflecting.open_question("entry", lens)
