"""What was written down of a place, told in words and in the order of time, notes by consent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from mirror import view, words

#: As many as are told at once; what came before is one click away.
TOLD = 12


def side_by_side(kept_back: int) -> None:
    """Say what two places beside each other are for, and what is not shown of them there."""
    said = "Two routes to learn from, not to compare."
    if kept_back:
        steps = "1 step is" if kept_back == 1 else f"{kept_back} steps are"
        said += f" {steps} for people of their own place, and not shown side by side."
    st.markdown(said)


def steps(table: pd.DataFrame, titles: Mapping[str, str]) -> None:
    """The steps on the way in, with who opened the door and the notes; two places in columns."""
    st.header("The steps, one after another", anchor=False)
    if table.empty:
        view.nothing_yet(
            "Nobody has written down a step on the way in, in this period.",
            "entry", "Record a step on the way in",
        )  # fmt: skip
        return
    for place, column in zip(titles, st.columns(len(titles)), strict=True):
        with column:
            if len(titles) > 1:
                st.subheader(words.literal(titles[place]), anchor=False)
            _in_order(table[table.place == place], _step, "earlier step")


def _step(row: Any) -> None:
    opened = f" {words.literal(row.opened_by)} opened the door." if _is_said(row.opened_by) else ""
    st.markdown(
        f"**{words.day(row.observed_on)}: {words.literal(row.title)}**  \n"
        f"{words.literal(row.altitude_label)}.{opened}"
    )
    _note(row)


def _note(row: Any) -> None:
    if _is_said(row.note):
        # Text, never Markdown: what people typed stays what they typed.
        st.text(row.note)


def _is_said(value: Any) -> bool:
    return isinstance(value, str)


def _in_order(table: pd.DataFrame, tell: Callable[[Any], None], earlier: str) -> None:
    """Tell the rows in the order of time, the latest at once and the others on demand."""
    rows = list(table.itertuples())
    if len(rows) > TOLD:
        with st.expander(words.counted(len(rows) - TOLD, earlier).capitalize()):
            for row in rows[:-TOLD]:
                tell(row)
    for row in rows[-TOLD:]:
        tell(row)
