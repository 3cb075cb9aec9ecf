"""What partners find below the heatmap: one cell, opened, and what people wrote for them."""

from __future__ import annotations

import hashlib

import pandas as pd
import streamlit as st

from mirror import address, banded, charts, reading, screen, words
from mirror.charts import Look
from mirror.partner import Standing

#: Between a behaviour and a part in the address, as on the page of the same name.
JOINT = "."
CLOSED = "none"


def pick() -> None:
    """Open the cell that was clicked."""
    picked = st.session_state.behaviours.selection.get("cell", [])
    if picked:
        address.choose("cell", picked[0]["behaviour"] + JOINT + picked[0]["part"])


def opened(table: pd.DataFrame, look: Look) -> None:
    """Let the reader choose a cell of which something is shown, and show what is in it."""
    shown = table[table.state != "unheard"]
    if shown.empty:
        return
    names = {
        row.behaviour + JOINT + row.part: f"{row.behaviour_label} · {row.part_label}"
        for row in shown.itertuples()
    }
    closed = {CLOSED: "Choose one here, or click it above"}
    chosen = address.choice("Look inside a cell", "cell", closed | names, default=CLOSED)
    if chosen not in names:
        return
    [row] = shown[shown.behaviour + JOINT + shown.part == chosen].itertuples()
    st.header(words.literal(names[chosen]), anchor=False)
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
