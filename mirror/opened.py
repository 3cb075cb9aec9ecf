"""One cell of the heatmap, opened: everybody's dot, the range, the notes, the cues."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from mirror import charts, headlines, honesty, one_cell, panels, screen, wall, words
from mirror.ask import ask
from mirror.charts import Look
from mirror.lens import Lens


def stands_alone() -> bool:
    """Whether an opened cell fills the wall: one idea a screen."""
    return wall.is_up() and one_cell.is_open()


def cell(lens: Lens, look: Look) -> None:
    """Let the reader choose a cell, by a click above or from a list, and show what is in it."""
    table = honesty.judged(ask("behaviours", lens))
    row = one_cell.choose(table[table.people > 0])
    if row is None:
        return
    if wall.is_up():
        st.button("Back to all of them", on_click=one_cell.close)
    st.header(words.literal(one_cell.called(row)), anchor=False)
    if panels.shows_each(lens, row.voters):
        _everybody(row, lens, look)
    else:
        st.markdown(headlines.too_few(row))
    _apart(ask("gaps", lens, behaviour=row.behaviour))
    _notes(ask("notes", lens, behaviour=row.behaviour, part=row.part))
    with st.expander("What this looks like, when it is there and when it is not"):
        _cues(ask("behaviour", behaviour=row.behaviour))


def _everybody(row: Any, lens: Lens, look: Look) -> None:
    """Everybody's dot, how they stood over time, and for whom they speak."""
    st.markdown(headlines.cell(row))
    inside = {"behaviour": row.behaviour, "part": row.part}
    dots = ask("cell", lens, **inside)
    if dots.strength.notna().any():
        screen.picture(charts.cell(dots, look), "Everybody in this cell", "opened")
    history = honesty.judged(ask("cell_history", lens, **inside))
    if (history.people > 0).sum() > 1:
        drawn = charts.cell_history(history, one_cell.called(row), look)
        screen.picture(drawn, "This cell over time", "history")
    _voices(dots)
    _who(dots)


def _who(dots: pd.DataFrame) -> None:
    counts = dots.groupby("sector", sort=False).size().sort_index()
    st.markdown(
        "Heard from: "
        + words.listed(
            [f"{words.literal(str(sector))} ({count})" for sector, count in counts.items()]
        )
        + "."
    )


def _notes(notes: pd.DataFrame) -> None:
    with st.expander(f"What people wrote ({len(notes)})", expanded=len(notes) > 0):
        if notes.empty:
            st.write("Nobody has left a note here that may be shown.")
        for row in notes.itertuples():
            # Text, never Markdown: what people typed stays what they typed.
            st.text(f"{words.day(row.observed_on)}: {row.note}")


def cues(lens: Lens) -> None:
    """Offer what each behaviour looks like, when it is there and when it is not."""
    if wall.is_up():
        return
    with st.expander("What each behaviour looks like"):
        for row in ask("behaviour_words", lens).itertuples():
            st.markdown(f"**{words.literal(row.label)}**")
            _cues(ask("behaviour", behaviour=row.code))


def _cues(behaviour: pd.DataFrame) -> None:
    row = behaviour.iloc[0]
    st.text(row.meaning or row.plain)
    sides = (("When it is there", row.present), ("When it is not", row.absent))
    for column, (heading, cues) in zip(st.columns(2), sides, strict=True):
        if cues:
            listed = "".join(f"\n- {words.literal(cue)}" for cue in cues.split(" | "))
            column.markdown(f"{heading}:\n{listed}")


def _apart(gaps: pd.DataFrame) -> None:
    """How far apart two people are on this behaviour, within a part and between parts."""
    [row] = gaps.itertuples()
    if row.people < honesty.ENOUGH_PEOPLE or pd.isna(row.same_part) or pd.isna(row.other_part):
        return
    st.markdown(
        "On this behaviour, two people who speak of the same part differ by about "
        f"**{words.points(row.same_part)}**, of different parts by about "
        f"**{words.points(row.other_part)}**."
    )


def _voices(dots: pd.DataFrame) -> None:
    """How evenly the notes are spread over the people."""
    notes, people = int(dots.notes.sum()), len(dots)
    said = f"{words.people(people)} left {words.counted(notes, 'note')} here."
    even = round(honesty.effective(dots.notes.tolist()))
    if people >= honesty.ENOUGH_PEOPLE and even < people:
        said += f" As evenly spread as the notes of {words.people(even)}."
    st.markdown(said)
