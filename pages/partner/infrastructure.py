"""Infrastructure for partners: how far along each building block is, as far as it was released."""

import streamlit as st

from mirror import banded, charts, partner, reading, screen

here = partner.stand("infrastructure")
look = partner.look(here)
table = here.ask("infrastructure")

st.markdown(banded.infrastructure(table))
if (table.state != "unheard").any():
    drawn = charts.released_infrastructure(table, look)
    screen.picture(drawn, "Infrastructure readiness", "infrastructure")
    screen.key(reading.RELEASED_INFRASTRUCTURE)
shown = ["Block", "How far along", "Heard"]
partner.rows(banded.infrastructure_rows(table), here, "Infrastructure readiness", shown)
partner.question("infrastructure", here)
