"""The cards of what somebody added themselves: read again, read by fewer, taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import streamlit as st

from mirror import access, own, screen, spoken_here, store, words
from mirror.fields import labels
from mirror.lens import Words
from mirror.spoken_here import Offered

TAKEN_BACK = (
    "It counts no longer. Its words go from the file, from what the facilitator sees and takes "
    "away, and from the next release. What was released before keeps its figures until then. "
    "Copies that somebody kept cannot be taken back."
)


def cards(place: str, spoken: Words) -> None:
    """A card for each thing that this visitor added to the place, the latest first."""
    rows = list(own.notes(store.current(), access.here(), place).itertuples())
    if not rows:
        st.write("You have not added anything to this place yet.")
        return
    offered = spoken_here.words_of(place, spoken)
    screen.a_few(rows, "own notes", lambda row: _card(row, place, offered), rest="earlier ones")


def _card(row: Any, place: str, offered: Offered) -> None:
    consents = offered.levels[offered.levels.scale == "consent"]
    readers = labels(consents)
    with st.container(border=True):
        behaviour = labels(offered.behaviours).get(row.behaviour, "A behaviour")
        part = labels(offered.parts).get(row.part)
        st.markdown(f"**{words.literal(f'{behaviour} · {part}' if part else behaviour)}**")
        strength = "" if row.strength != row.strength else f" · {row.strength:g} of 10"
        st.text(f"{words.day(row.observed_on)}{strength}")
        if isinstance(row.note, str):
            # Text, never Markdown: what people typed stays what they typed.
            st.text(row.note)
            st.text(f"Who may read it: {readers[str(row.consent)]}")
        with st.container(horizontal=True):
            if isinstance(row.note, str) and row.consent > 0:
                _offer_fewer(row, place, readers)
            _offer_to_take_back(row, place)


def _offer_fewer(row: Any, place: str, readers: dict[str, str]) -> None:
    """Offer to let fewer people read a note."""
    fewer = {code: label for code, label in readers.items() if int(code) < row.consent}
    # With a key, since the next card inherits an open one else.
    with st.popover("Let fewer read it", key=f"fewer {row.id}"):
        chosen = st.radio(
            "Who may read it from now on?", list(fewer), index=len(fewer) - 1,
            format_func=lambda code: words.literal(fewer[code]), key=f"readers {row.id}",
        )  # fmt: skip
        st.write("It cannot be widened again. The figure beside it counts as before.")
        st.button(
            "Yes, let only them read it", key=f"lower {row.id}", on_click=_lower,
            args=(place, row.id, chosen),
        )  # fmt: skip


def _offer_to_take_back(row: Any, place: str) -> None:
    """Offer to take it back, once somebody has read what that does and does not do."""
    with st.popover("Take it back", key=f"offer {row.id}"):
        st.write(TAKEN_BACK)
        st.button(
            "Yes, take it back", key=f"take back {row.id}", on_click=_withdraw,
            args=(place, row.id),
        )  # fmt: skip


def _lower(place: str, identity: str, consent: str) -> None:
    with screen.refusals_in_sight():
        own.lower(store.current(), access.here(), place, UUID(identity), int(consent))
        screen.say_in_sight("Fewer people may read it now.")


def _withdraw(place: str, identity: str) -> None:
    with screen.refusals_in_sight():
        own.withdraw(store.current(), access.here(), place, UUID(identity))
        screen.say_in_sight("It is taken back.")
