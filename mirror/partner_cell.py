"""What partners find below the heatmap: one cell, opened, and what people wrote for them."""

from __future__ import annotations

import hashlib

import pandas as pd
import streamlit as st

from mirror import banded, charts, one_cell, reading, screen, words
from mirror.charts import Look
from mirror.partner import Standing


def opened(table: pd.DataFrame, look: Look) -> None:
    """Let the reader choose a cell of which something is shown, and show what is in it."""
    shown = table[table.state != "unheard"]
    if shown.empty:
        return
    row = one_cell.choose(shown)
    if row is None:
        return
    st.header(words.literal(one_cell.called(row)), anchor=False)
    st.markdown(banded.cell(row))
    if pd.notna(row.gap):
        st.markdown(words.apart(row.gap))
    if row.dots is not None:
        screen.picture(charts.released_dots(row.dots, look), "Everybody in this cell", "opened")
        screen.key(reading.RELEASED_DOTS)


def notes(here: Standing) -> None:
    """What people wrote, as far as they let partners read it and a person passed it."""
    written = here.ask("notes")
    if written.empty:
        return
    # As shuffled, and the same each time: the order says nothing of who wrote, or when.
    drawn = written.sort_values("said", key=lambda said: said.map(_lot), kind="stable")
    with st.expander(f"What people wrote ({len(drawn)})", expanded=True):
        st.write("Their authors let partners read it. A person looked at each before.")
        for row in drawn.itertuples():
            about = f"{row.subject_label} · {banded.period(row.period, row.months)}"
            st.markdown(f"**{words.literal(about)}**")
            # Text, never Markdown: what people typed stays what they typed.
            st.text(row.said)


def _lot(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
