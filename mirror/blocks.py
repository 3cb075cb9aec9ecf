"""What the infrastructure page is made of beside its pictures: a block opened, and what is said."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from mirror import (
    address,
    charts,
    fragile,
    headlines,
    panels,
    reading,
    screen,
    tables,
    view,
    vocabulary,
    wall,
    words,
)
from mirror.ask import ask
from mirror.charts import Look
from mirror.lens import Lens

CLOSED = "none"
#: The scales of a view, and what each is asked of a block.
SCALES = {
    "readiness": "How far along it is",
    "effect": "What it does",
    "confidence": "How sure people are",
}


def pick() -> None:
    """Open the block that was clicked."""
    picked = st.session_state.infrastructure.selection.get("block", [])
    if picked:
        address.choose("block", picked[0]["block"])


def readiness(
    table: pd.DataFrame, labels: dict[str, str], lens: Lens, look: Look
) -> None:  # fmt: skip
    """How far along each block is, where good enough would be, and what it does."""
    name = "Infrastructure readiness"
    said = headlines.infrastructure(table)
    seen = table.people.any()
    if seen:
        st.markdown(said)
    else:
        view.nothing_yet(said, "block", "Say how you see a building block")
    drawn = charts.infrastructure(table, labels, look)
    screen.picture(drawn, name, "infrastructure", pick if seen else None)
    screen.key(reading.INFRASTRUCTURE)
    steps(lens)
    shown = ["Block", "How far along", "Good enough", "How it moved"]
    shown += [] if look.narrow else ["What it does", "Evidence"]
    view.rows(tables.infrastructure(table, labels), lens, name, shown)


def effects(pairs: pd.DataFrame, labels: dict[str, str], lens: Lens, look: Look) -> None:
    """Which block supports or undermines which behaviour."""
    name = "Blocks and behaviours"
    st.header(vocabulary.phrases(lens.words)["infrastructure.behaviours"], anchor=False)
    said = headlines.blocks_and_behaviours(pairs)
    if not pairs.people.any():
        view.nothing_yet(said, "block", "Say what a block does to one behaviour")
        return
    st.markdown(said)
    screen.picture(charts.blocks_and_behaviours(pairs, labels, look), name, "pairs")
    screen.key(
        f"{reading.BLOCKS_AND_BEHAVIOURS} Below, a behaviour is said to be noticed where 5 or more "
        "people spoke of it in a part and their average lies in the upper third, from 6.7 to 10. "
        "Something works against it where at least 2 people say that a block undermines it, and "
        "more than say that it supports it."
    )
    shown = ["Block", "Behaviour", "What it does"]
    view.rows(tables.blocks_and_behaviours(pairs, labels), lens, name, shown)


def steps(lens: Lens) -> None:
    """What each step of the scales means, one click away."""
    if wall.is_up():
        return
    with st.expander("What the words mean"):
        for scale, heading in SCALES.items():
            st.markdown(f"**{heading}**")
            for row in ask("levels", lens, scale=scale).itertuples():
                st.text(f"{row.label}: {row.meaning}" if row.meaning else row.label)


def opened(table: pd.DataFrame, labels: dict[str, str], lens: Lens, look: Look) -> None:
    """Let the reader choose a block, by a click above or from a list, and show what is in it.

    As people saw it then there is nothing to open: what they wrote may have been withdrawn since.
    """
    if screen.is_then():
        return
    names = dict(zip(table.block, table.block_label, strict=True))
    closed = {CLOSED: "Choose one here, or click it above"}
    chosen = address.choice("Look inside a block", "block", closed | names, default=CLOSED)
    if chosen not in names:
        return
    [row] = table[table.block == chosen].itertuples()
    st.header(words.literal(row.block_label), anchor=False)
    st.text(f"{row.meaning or ''} {row.question}".strip())
    if row.people and not panels.shows_each(lens, row.people):
        st.markdown(headlines.too_few(row))
    elif row.people:
        views = ask("block", lens, block=chosen)
        st.markdown(headlines.block(row, views, labels))
        if views[["level", "good_enough"]].notna().any(axis=None):
            name = "Everybody's view of this block"
            screen.picture(charts.block(views, labels, look), name, "opened")
    else:
        view.nothing_yet(
            "Nobody has shared a view of this block as a whole in this period.", "block",
            "Say how you see it",
        )  # fmt: skip
    _what_people_wrote(ask("block_notes", lens, block=chosen), labels)


def _what_people_wrote(notes: pd.DataFrame, labels: dict[str, str]) -> None:
    """What shows it and what comes next, of the whole block and of single behaviours."""
    shown = notes[notes.evidence.notna()]
    with st.expander(f"What people say shows it ({len(shown)})", expanded=len(shown) > 0):
        if shown.empty:
            st.write("Nobody has left words here that may be shown.")
        for behaviour, rows in shown.groupby("behaviour_label", sort=False, dropna=False):
            if isinstance(behaviour, str):
                st.markdown(f"**{words.literal(behaviour)}**")
            for row in rows.itertuples():
                _evidence(row, labels)
    following = notes[notes.next_step.notna()]
    if not following.empty:
        with st.expander(f"Next steps people named ({len(following)})", expanded=True):
            for row in following.itertuples():
                st.text(f"{words.day(row.observed_on)}{_by(row)}: {row.next_step}")


def _evidence(row: Any, labels: dict[str, str]) -> None:
    # Text, never Markdown: what people typed stays what they typed.
    effect = f" · {labels[row.effect]}" if isinstance(row.effect, str) else ""
    st.text(f"{words.day(row.observed_on)}{effect}: {row.evidence}")


def pulling_apart(
    cells: pd.DataFrame, pairs: pd.DataFrame, labels: dict[str, str], lens: Lens
) -> None:
    """Name the behaviours that are noticed and undermined, and those helped that nobody notices."""
    if not pairs.people.any():
        return
    called = vocabulary.phrases(lens.words)
    against = fragile.undermined(cells, pairs)
    st.header(called["infrastructure.fragile"], anchor=False)
    if against.empty:
        st.write(
            "As far as anybody has said, no block works against a behaviour that people notice. "
            "Two people must say so before it is told here."
        )
    for _, rows in against.groupby("behaviour", sort=False):
        first = next(rows.itertuples())
        st.markdown(headlines.noticed(first))
        st.markdown("\n".join(f"- {headlines.undermines(row)}" for row in rows.itertuples()))
        _what_shows_it(rows, labels, lens)
    if not against.empty:
        st.markdown("**What would happen to it if two people left?**")
    helped = fragile.unnoticed(cells, pairs)
    if not helped.empty:
        st.subheader(called["infrastructure.unnoticed"], anchor=False)
        for row in helped.itertuples():
            st.markdown(headlines.unnoticed(row))


def _what_shows_it(against: pd.DataFrame, labels: dict[str, str], lens: Lens) -> None:
    """The words of those who say that blocks undermine one behaviour, one click away."""
    if screen.is_then():
        return
    notes = [
        (pair.block_label, note)
        for pair in against.itertuples()
        for note in ask("block_notes", lens, block=pair.block).itertuples()
        if note.behaviour == pair.behaviour and note.effect == "undermines"
        and isinstance(note.evidence, str)
    ]  # fmt: skip
    if notes:
        with st.expander(f"What people say shows it ({len(notes)})"):
            for block, note in notes:
                st.text(f"{block}, {words.day(note.observed_on)}: {note.evidence}")


def next_steps(table: pd.DataFrame) -> None:
    """The latest next step that somebody named for each block."""
    named = table[table.next_step.notna()]
    if named.empty:
        return
    st.header("Next steps people named", anchor=False)
    for row in named.itertuples():
        st.text(f"{row.block_label}{_by(row)}: {row.next_step}")


def _by(row: Any) -> str:
    return "" if pd.isna(row.next_step_by) else f", by {words.day(row.next_step_by)}"
