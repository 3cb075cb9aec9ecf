"""Loops of learning: from what we assumed to what we think now, told as cards and taken further."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pandas as pd
import streamlit as st

from mirror import record, screen, vocabulary, withdrawing, words
from mirror.fields import Form
from mirror.guard import current
from mirror.lens import Lens

#: The cells of a card, from left to right: the phrase that names each, and what it holds.
CELLS = {
    "learning.before": "assumption_before",
    "learning.tried": "tried",
    "learning.happened": "happened",
    "learning.now": "assumption_now",
}
#: Where a loop stands, in the order in which a meeting asks for it.
STATES = ("due", "open", "closed")

FURTHER, EARLIER = "further", "earlier"


def cards(turns: pd.DataFrame, lens: Lens) -> None:
    """Show each loop as a card: those to look at again today, then the open, then the closed."""
    if turns.empty:
        st.write(
            "One sentence is enough to begin. What do we take for granted, and how would we notice "
            "that it does not hold?"
        )
    phrases = vocabulary.phrases(lens.words)
    for state in STATES:
        loops = [turn for _, turn in turns[turns.state == state].groupby("loop", sort=False)]
        if loops:
            st.header(phrases[f"learning.{state}"], anchor=False)
            screen.a_few(loops, f"loops {state}", lambda loop: _card(loop, lens, phrases))


def _card(turns: pd.DataFrame, lens: Lens, phrases: Mapping[str, str]) -> None:
    """One loop, with what can be done with it."""
    *earlier, row = turns.itertuples()
    with st.container(border=True):
        st.subheader(words.literal(row.question), anchor=False)
        for place, (cell, phrase) in enumerate(zip(st.columns(4), CELLS, strict=True)):
            with cell:
                st.markdown(f"**{'→ ' if place else ''}{phrases[phrase]}**")
                said = getattr(row, CELLS[phrase])
                st.text(said if isinstance(said, str) else "Nothing written yet.")
        st.markdown(_where_it_stands(row))
        offered = {FURTHER: phrases["learning.further"]}
        if earlier:
            offered[EARLIER] = phrases["learning.earlier"]
        with st.container(horizontal=True, vertical_alignment="center"):
            chosen = st.pills(
                "What to do with it", list(offered), format_func=offered.__getitem__,
                key=f"with {row.loop}", label_visibility="collapsed",
            )  # fmt: skip
            withdrawing.offer("loop", row.id)
        if chosen == FURTHER:
            _take_further(row, lens, phrases)
        elif chosen == EARLIER:
            _tell(earlier, phrases)


def _where_it_stands(row: Any) -> str:
    """What was changed, since when it is open, and when it is to be looked at again."""
    said = [f"Opened on {words.day(row.opened_on)}."]
    if isinstance(row.depth_label, str):
        said.insert(0, f"**{words.literal(row.depth_label)}.**")
    if row.state == "closed":
        said.append(f"Closed on {words.day(row.closed_on)}.")
    elif pd.isna(row.revisit_on):
        said.append("No day is set to look at it again.")
    elif row.revisit_on.date() == date.today():
        said.append("**It is to be looked at again today.**")
    elif row.state == "due":
        said.append(f"**It was to be looked at again on {words.day(row.revisit_on)}.**")
    else:
        said.append(f"It is to be looked at again on {words.day(row.revisit_on)}.")
    return " ".join(said)


def _tell(turns: list[Any], phrases: Mapping[str, str]) -> None:
    """What was thought in each earlier turn, from the first on."""
    for turn in turns:
        first = turn.turn == 1
        when = f"Opened on {words.day(turn.opened_on)}" if first else words.day(turn.recorded_at)
        st.markdown(f"**{when}**")
        for phrase, field in CELLS.items():
            said = getattr(turn, field)
            if isinstance(said, str):
                st.text(f"{phrases[phrase]}: {said}")


# --- written down -------------------------------------------------------------------------------


def begin(lens: Lens) -> None:
    """Let somebody write down what we are sure of, so that it can be looked at again."""
    phrases = vocabulary.phrases(lens.words)
    box = st.expander(phrases["learning.begin"], key="begin a loop", on_change="rerun")
    if not box.open:
        return
    form = Form("loop", lens)
    with box, st.form("loop", border=False):
        form.line("Which question is it about?", "question")
        form.note(phrases["learning.before"], "assumption_before")
        form.note(phrases["learning.tried"], "tried")
        left, right = st.columns(2)
        with left:
            form.consent("Who may read it?")
        with right:
            form.day("When was it opened?")
            form.day("When do we look at it again?", "revisit", None)
        st.text("Please leave out names.")
        form.save_button(_begin, ["question", "assumption_before", "tried", "revisit"])


def _begin(form: Form, identity: UUID) -> str:
    record.loop(
        current(), identity, place=form.lens.place, question=form.said("question"),
        assumption_before=form.said("assumption_before"), tried=form.said("tried"),
        opened_on=form.said("when"), revisit_on=form.said("revisit"),
        consent=form.step("consent"),
    )  # fmt: skip
    return "it stands among the cards"


def _take_further(row: Any, lens: Lens, phrases: Mapping[str, str]) -> None:
    """The form for a further turn of one loop; what is left empty stays as it is."""
    form = Form(f"turn {row.loop}", lens)
    fields = [field for field in CELLS.values() if field != "assumption_before"]
    if isinstance(row.tried, str):
        fields.remove("tried")

    def keep(filled: Form, identity: UUID) -> str:
        record.take_further(
            current(), identity, place=lens.place, supersedes=UUID(row.id),
            **{field: filled.said(field) for field in fields}, depth=filled.said("depth"),
            revisit_on=filled.said("revisit"), closed_on=filled.said("closed"),
        )  # fmt: skip
        # The card stands elsewhere from now on, perhaps out of sight.
        due = filled.said("revisit") and filled.said("revisit") <= date.today()
        state = "closed" if filled.said("closed") else "due" if due else "open"
        screen.say_in_sight(f"Saved. It stands under “{phrases[f'learning.{state}']}” now.")
        return "the card says so now"

    with st.form(f"turn {row.loop}", border=False):
        st.text("What you leave empty stays as it is. Please leave out names.")
        if row.state == "closed":
            st.text("It is closed. What you save opens it again, unless you say a day of closing.")
        for phrase, field in CELLS.items():
            if field in fields:
                form.note(phrases[phrase], field)
        form.steps("What did we change?", "depth", "depth")
        left, right = st.columns(2)
        with left:
            form.day("When do we look at it again?", "revisit", None)
        with right:
            form.day("When was it closed, if it is?", "closed", None)
        form.save_button(keep, [*fields, "depth", "revisit", "closed"])
