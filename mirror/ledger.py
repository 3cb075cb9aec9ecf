"""What was written down of a place, told in words and in the order of time, notes by consent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from mirror import headlines, view, words

#: As many as are told at once; what came before is one click away.
TOLD = 12


def side_by_side(kept_back: int) -> None:
    """Say what two places beside each other are for, and what is not shown of them there."""
    st.markdown(headlines.side_by_side(kept_back))


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


def acts(table: pd.DataFrame, phrases: Mapping[str, str]) -> None:
    """What people did for each other, with what it met and the notes."""
    st.header(phrases["approach.acts"], anchor=False)
    if table.empty:
        view.nothing_yet(
            "Nobody has written down any help in this period. Small things count: notes taken, a "
            "form filled in, a room lent.",
            "help", "Record help that somebody gave",
        )  # fmt: skip
        return
    _in_order(table, _act, "earlier act")


def _act(row: Any) -> None:
    said = (
        f"**{words.day(row.observed_on)}: {words.literal(row.title)}**  \n"
        f"{words.literal(row.given_by)}, for {words.literal(row.given_to)}."
    )
    if _is_said(row.pressure_met):
        said += f" It met: {words.literal(row.pressure_met)}."
    if not pd.isna(row.beyond_objectives):
        about = "not about" if row.beyond_objectives else "about"
        said += f" It was {about} our own objectives."
    st.markdown(said)
    _note(row)


def pressures(table: pd.DataFrame, phrases: Mapping[str, str]) -> None:
    """The pressures that people named, those still on marked so, in their words."""
    st.header(phrases["approach.pressures"], anchor=False)
    if table.empty:
        view.nothing_yet(
            "Nobody has named a pressure in this period.", "event", "Record what is going on"
        )
        return
    _in_order(table, _pressure, "earlier pressure")


def _pressure(row: Any) -> None:
    still = " **Still on.**" if row.still_on else ""
    when = words.lasting(row.started_on, row.ended_on)
    st.markdown(f"**{words.literal(row.title)}**  \n{words.capital(when)}.{still}")
    _note(row)


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
