"""Behaviours for partners: where people notice the nine behaviours, as far as it was released."""

import streamlit as st

from mirror import banded, charts, one_cell, partner, partner_cell, reading, screen

here = partner.stand("behaviours")
look = partner.look(here)
when, called = partner.period(here)
table = here.ask("behaviours", period=when)

st.markdown(banded.behaviours(table, called))
screen.picture(
    charts.released_behaviours(table, look), "Behaviours heatmap", "behaviours", one_cell.pick
)
screen.key(reading.RELEASED_BEHAVIOURS)
shown = ["Behaviour", "Part", "Heard", "Two people differ by"]
partner.rows(banded.behaviours_rows(table, called), here, "Behaviours heatmap", shown)
partner_cell.opened(table, look)
partner_cell.notes(here)
partner.question("behaviours", here)
