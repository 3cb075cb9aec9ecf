"""Capture what a room says as it says it: one keystroke from any view, the last ones in sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import streamlit as st

from mirror import address, record, takeback, words, workshop
from mirror.guard import current
from mirror.store import Refused
from mirror.workshop import Item, Workshop

#: What each key captures, in the words of the button that does the same.
KEYS = {
    "n": "Note",
    "s": "Slip",
    "w": "Way back",
    "m": "What we make of it",
    "p": "Park a question",
    "t": "Next step",
}
ASKED = {
    "n": "What was said, without names?",
    "s": "What slipped back, in a few words?",
    "w": "What was found again, in a few words?",
    "m": "What do we make of it?",
    "p": "Which question do we keep for later?",
    "t": "What will be done?",
}
#: What a captured thing is called in the strip.
CALLED = {
    "note": "Note", "parked": "Parked", "step": "Next step", "slip": "Slip",
    "recovery": "Way back", "reflection": "What we make of it",
}  # fmt: skip
#: As many of the last ones as the strip shows, and as much of each.
LAST, SHORT = 2, 32


@dataclass(frozen=True)
class Moment:
    """When something is captured: at which gathering, while which view is seen."""

    gathering: Workshop
    page: str
    lens: str
    question: str


def on_the_wall(gathering: Workshop, item: Item, pressed: str | None) -> None:
    """Ask for what the key that was pressed captures, while this view hangs on the wall."""
    _ask_for(pressed, Moment(gathering, item.page, address.here(), item.question))


def beside(gathering: Workshop, pressed: str | None) -> None:
    """Offer the same on a page that somebody looks at while the gathering is going on."""
    with st.container(horizontal=True, vertical_alignment="center", key="bar"):
        st.text(f"{gathering.purpose or 'The gathering'} is going on.", width="content")
        with st.popover("Capture"):
            pressed = buttons() or pressed
        strip(gathering)
    page = str(st.session_state.page)
    _ask_for(pressed, Moment(gathering, page, address.here(), ""))


def buttons() -> str | None:
    """The buttons that capture, each with its key; the key of the one that was pressed."""
    pressed = None
    for key, label in KEYS.items():
        if st.button(f"{label} ({key.upper()})", key=f"capture {key}", width="stretch"):
            pressed = key
    return pressed


def strip(gathering: Workshop) -> None:
    """The last things captured, and the way to take the last one back."""
    last = workshop.captured(gathering.id).head(LAST)
    for row in last.itertuples():
        said = words.short(str(row.said), SHORT)
        st.text(f"{CALLED.get(row.what, row.what)}: {said}", width="content")
    for row in last.head(1).itertuples():
        if st.button("Undo the last", key=f"undo {row.id}"):
            try:
                takeback.withdraw(current(), row.kind, UUID(row.id))
            except Refused as refusal:
                st.error(words.literal(str(refusal)))
            else:
                st.rerun()


def _ask_for(key: str | None, moment: Moment) -> None:
    if key in KEYS:
        st.session_state.capture_id = record.new_id()
        st.dialog(KEYS[key], width="medium")(_asked)(key, moment)


def _asked(key: str, moment: Moment) -> None:
    with st.form(f"capturing {key}", border=False):
        said = st.text_area(ASKED[key], height=120)
        who, when = None, None
        if key == "t":
            left, right = st.columns(2)
            who = left.text_input("Who takes it? A team, or a first name.")
            when = right.date_input("By when?", value=None, format="DD/MM/YYYY")
        if not st.form_submit_button("Keep it", shortcut="Ctrl+Enter"):
            return
    try:
        _keep(key, moment, said, who, when)
    except Refused as refusal:
        st.error(words.literal(str(refusal)))
    else:
        st.rerun()


def _keep(key: str, moment: Moment, said: str, who: str | None, when: date | None) -> None:
    """Keep it under an id that the form was opened for: a second click keeps nothing more."""
    typed = {"said": said, "who": who, "when": when}
    identity, gathering = record.id_of(st.session_state.capture_id, typed), moment.gathering
    match key:
        case "s" | "w":
            record.event(
                current(), identity, place=gathering.place, gathering=gathering.id,
                kind="slip" if key == "s" else "recovery",
                title=said, started_on=date.today(), consent=2,
            )  # fmt: skip
        case "m":
            record.reflection(
                current(), identity, place=gathering.place, gathering=gathering.id,
                page=moment.page, lens=moment.lens,
                question=moment.question or None, observed_on=date.today(), noticed=said, consent=2,
            )  # fmt: skip
        case _:
            record.remark(
                current(), identity, place=gathering.place, gathering=gathering.id,
                page=moment.page, lens=moment.lens,
                kind={"n": "note", "p": "parked", "t": "step"}[key], said=said, who=who,
                by_when=when,
            )  # fmt: skip
