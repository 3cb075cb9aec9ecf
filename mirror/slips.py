"""Slips and recoveries, as people named them: each slip beside the way back that followed it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from mirror import panels, view, vocabulary, words
from mirror.ask import ask
from mirror.lens import Lens

#: As many as are shown before the earlier ones are asked for.
SHOWN = 5


def slips(lens: Lens) -> None:
    """List slips and recoveries side by side in the order of time, and lead to their picture."""
    st.header(vocabulary.phrases(lens.words)["learning.slips"], anchor=False)
    events = ask("slips", lens)
    if events.empty:
        view.nothing_yet(
            "Nobody has named a slip or a recovery in this period. Slipping back under pressure is "
            "ordinary: naming it helps to find the way back.",
            "event", "Record what was going on",
        )  # fmt: skip
        return
    labels = panels.labels(lens, event="")
    turns = [turn for _, turn in events.groupby("turn", sort=True)]
    if len(turns) > SHOWN:
        with st.expander(words.counted(len(turns) - SHOWN, "earlier slip")):
            for turn in turns[:-SHOWN]:
                _side_by_side(turn, labels)
    for turn in turns[-SHOWN:]:
        _side_by_side(turn, labels)
    st.page_link("../pages/pace.py", label="See what else was going on, on the page Pace")


def _side_by_side(turn: pd.DataFrame, labels: dict[str, str]) -> None:
    left, right = st.columns(2, border=True)
    slip, recovery = turn[turn.kind == "slip"], turn[turn.kind == "recovery"]
    with left:
        st.markdown(f"**{words.literal(labels['slip'])}**")
        _named(slip, "Nobody named a slip before this.")
    with right:
        st.markdown(f"**→ {words.literal(labels['recovery'])}**")
        _named(recovery, "Nobody has named a way back yet.")


def _named(events: pd.DataFrame, otherwise: str) -> None:
    if events.empty:
        st.text(otherwise)
    row: Any
    for row in events.itertuples():
        st.text(f"{words.span(row.started_on, row.ended_on)}\n{row.title}")
        if isinstance(row.note, str):
            st.text(row.note)
