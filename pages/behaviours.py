"""Behaviours: where people notice the nine behaviours, part by part."""

import streamlit as st

from mirror import charts, headlines, honesty, opened, reflecting, tables, view
from mirror.ask import ask

lens = view.lens("behaviours")
look = view.look(lens)
with view.waiting():
    table = honesty.judged(ask("behaviours", lens))

st.markdown(headlines.behaviours(table))
view.picture(charts.behaviours(table, look), "Behaviours heatmap", "behaviours", opened.pick)
view.key(
    "The stronger the shade, the more people notice it, from 0 to 10. The figures are the range in "
    "which a typical person plausibly stands. Fewer than 5 people: only how many. Dashed: not "
    "heard yet, which is not a low score."
)
shown = ["Behaviour", "Part", "Heard", "Two people differ by"]
view.rows(tables.behaviours(table), lens, "Behaviours heatmap", shown)
opened.cell(table, lens, look)
reflecting.open_question("behaviours", lens)
