"""Pace for partners: trust and one behaviour along the time, as far as they were released."""

import streamlit as st

from mirror import banded, charts, partner, reading, screen

here = partner.stand("pace")
look = partner.look(here)
signals, table = partner.signals(here)
times = table[table.stretch.notna()]

st.markdown(banded.pace(table, signals))
if len(times):
    drawn = charts.released_pace(times, signals, look)
    screen.picture(drawn, "Pace timeline", "pace")
    screen.key(reading.RELEASED_PACE)
partner.rows(banded.pace_rows(table, signals), here, "Pace timeline", ["When", "Signal", "Heard"])
partner.question("pace", here)
