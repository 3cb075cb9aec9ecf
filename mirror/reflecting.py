"""What ends every view: its open question, a place to answer it, and what was answered before."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import streamlit as st

from mirror import address, record, vocabulary, words
from mirror.ask import ask
from mirror.fields import Form
from mirror.lens import Lens
from mirror.store import current

#: What may be said of a view, in the order in which a room says it.
FIELDS = {
    "noticed": "What do we notice?",
    "so_what": "So what?",
    "now_what": "Now what?",
    "could_be_wrong": "We could be wrong, because …",
    "seen_otherwise": "Someone sees it otherwise:",
}
#: How it is told afterwards.
TOLD = {
    "noticed": "Noticed",
    "so_what": "So what",
    "now_what": "Now what",
    "could_be_wrong": "We could be wrong, because",
    "seen_otherwise": "Someone sees it otherwise",
}
#: As many as a view shows before it is asked for more.
SHOWN = 3


def open_question(page: str, lens: Lens) -> None:
    """End the view with an open question, room for an answer, and the answers given before."""
    answers(page, question(page), lens)


def question(page: str) -> str:
    """Ask the open question of the day, or another that is drawn in its place."""
    asked = _drawn(page)
    st.header(asked, anchor=False)
    st.button("Ask another question", key=f"another {page}", on_click=_draw, args=(page,))
    return asked


def answers(page: str, asked: str, lens: Lens, **filters: str) -> None:
    """Room for an answer to what was asked, and the answers given before.

    `filters` are those of the page that the way back must name, whatever is shown at first by then.
    """
    _answer(page, asked, lens, filters)
    _answered(page, lens)


def _drawn(page: str) -> str:
    """The question of the day, or the one that was drawn since."""
    bank = vocabulary.read("questions")
    questions = bank[bank.page == page].question.tolist()
    place = date.today().toordinal() + st.session_state.get(f"drawn {page}", 0)
    return str(questions[place % len(questions)])


def _draw(page: str) -> None:
    st.session_state[f"drawn {page}"] = st.session_state.get(f"drawn {page}", 0) + 1


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
        view = address.of(lens, **filters)

        def keep(filled: Form, identity: UUID) -> str:
            record.reflection(
                current(), identity, place=lens.place, page=page, lens=view, question=asked,
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


def reflection(row: Any) -> None:
    """Show what people made of a view, with the way back to what they looked at."""
    with st.container(border=True):
        st.markdown(f"**{words.literal(row.question or 'Without a question')}**")
        st.text(words.day(row.observed_on))
        for field, told in TOLD.items():
            said = getattr(row, field)
            if isinstance(said, str):
                st.markdown(f"**{told}:** {words.literal(said)}")
        st.page_link(
            f"../pages/{row.page}.py", label="Open what they looked at",
            query_params=dict(parse_qsl(row.lens)),
        )  # fmt: skip
