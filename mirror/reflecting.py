"""What ends every view: its open question, a place to answer it, and what was answered before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import pandas as pd
import streamlit as st

from mirror import address, preparing, record, screen, store, vocabulary, withdrawing, words
from mirror.ask import ask
from mirror.fields import Form
from mirror.guard import current
from mirror.lens import Lens

#: What may be said of a view, in the order in which a room says it.
FIELDS = {
    "noticed": "What do we notice?",
    "so_what": "So what?",
    "now_what": "Now what?",
    "could_be_wrong": "We could be wrong, because …",
    "seen_otherwise": "Someone sees it otherwise:",
}
#: What a room is asked for where none of it has said so.
UNSAID = {
    "could_be_wrong": "why this could be wrong",
    "seen_otherwise": "who sees it otherwise",
}
#: As many as a view shows before it is asked for more.
SHOWN = 3


def open_question(page: str, lens: Lens) -> None:
    """End the view with an open question, room for an answer, and the answers given before."""
    answers(page, screen.question(page), lens)


def answers(page: str, asked: str, lens: Lens, **filters: str) -> None:
    """Room for an answer to what was asked, and the answers given before.

    `filters` are those of the page that the way back must name, whatever is shown at first by then.
    """
    _answer(page, asked, lens, filters)
    _answered(page, lens)
    preparing.put_on(page, asked, lens)


def _answer(page: str, asked: str, lens: Lens, filters: dict[str, str]) -> None:
    form = Form(f"reflection {page}", lens)
    with st.expander("Write down what you make of it"), st.form(f"reflect {page}", border=False):
        for field, label in FIELDS.items():
            form.note(label, field)
        left, right = st.columns(2)
        with left:
            form.consent("Who may read it?")
        with right:
            form.day("When was it said?")
        seen = address.of(lens, **filters)

        def keep(filled: Form, identity: UUID) -> str:
            record.reflection(
                current(), identity, place=lens.place, page=page, lens=seen, question=asked,
                observed_on=filled.said("when"), consent=filled.step("consent"),
                **{field: filled.said(field) for field in FIELDS},
            )  # fmt: skip
            return "it stands below, and on the page Learning"

        form.save_button(keep, list(FIELDS))


def _answered(page: str, lens: Lens) -> None:
    given = list(ask("reflections", lens, page=page).itertuples())
    if not given:
        st.write("Nobody has written down yet what they make of this view.")
        return
    st.subheader("What people made of this view", anchor=False)
    for row in given[:SHOWN]:
        reflection(row)
    if len(given) > SHOWN:
        with st.expander(f"{words.counted(len(given) - SHOWN, 'earlier answer')}"):
            for row in given[SHOWN:]:
                reflection(row)


def on_every_page(lens: Lens) -> None:
    """Show what people made of every other view, by the day or the gathering, the latest first."""
    phrases = vocabulary.phrases(lens.words)
    st.header(phrases["learning.reflections"], anchor=False)
    pages = [page for page in vocabulary.read("questions").page.unique() if page != "learning"]
    titles = {"": "Every view", **{page: phrases[page] for page in pages}}
    page = address.choice("Which view was it about?", "page", titles, default="", width=420)
    given = ask("reflections", lens, page=page)
    in_time = given.observed_on.between(pd.Timestamp(lens.since), pd.Timestamp(lens.until))
    given = given[in_time & (given.page != "learning")]
    if given.empty:
        st.write(
            "Nobody has written down what they make of it in this period. Every view ends in a "
            "question, with room for an answer."
        )
    days = [list(day.itertuples()) for _, day in given.groupby("observed_on", sort=False)]
    rows = [(row, day if row is day[0] else []) for day in days for row in day]
    screen.a_few(
        rows, f"reflections {page}", lambda one: _of_a_day(*one, phrases), rest="earlier ones"
    )


def _of_a_day(row: Any, day: Sequence[Any], phrases: Mapping[str, str]) -> None:
    """One reflection; before the first of a `day`, its heading, and what nobody said on it."""
    if day:
        met = f" · {words.literal(row.purpose)}" if isinstance(row.purpose, str) else ""
        st.subheader(f"{words.day(row.observed_on)}{met}", anchor=False)
        unsaid = [
            told for field, told in UNSAID.items()
            if not any(isinstance(getattr(one, field), str) for one in day)
        ]  # fmt: skip
        if unsaid:
            st.text(f"Nobody has said yet {words.listed(unsaid, 'or')}. Would somebody?")
    reflection(row, phrases.get(row.page))


def reflection(row: Any, seen: str | None = None) -> None:
    """Show what people made of a view, with the way back to what they looked at.

    Where other views stand beside it, `seen` says which one it was.
    """
    with st.container(border=True):
        st.markdown(f"**{words.literal(row.question or 'Without a question')}**")
        st.text(words.day(row.observed_on))
        for field, told in words.REFLECTED.items():
            said = getattr(row, field)
            if isinstance(said, str):
                st.markdown(f"**{told}:** {words.literal(said)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            if (store.ROOT / "pages" / f"{row.page}.py").exists():
                st.page_link(
                    f"../pages/{row.page}.py",
                    label="Open what they looked at" + (f": {seen}" if seen else ""),
                    query_params=dict(parse_qsl(row.lens)),
                )  # fmt: skip
            withdrawing.offer("reflection", row.id)
