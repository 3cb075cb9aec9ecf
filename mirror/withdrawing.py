"""Take it back, on the card of what was said: one click, and a second to be sure."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from mirror import screen, takeback
from mirror.guard import current


def offer(kind: str, identity: str) -> None:
    """Offer to take back what a card shows, once somebody has read what that means."""
    # Without a key the next card inherits an open one, and a second click takes that back too.
    with st.popover("Take it back", key=f"offer {identity}"):
        st.write(
            "It is shown and counted no longer. Its words go from every turn of its history, and "
            "from the file."
        )
        st.button(
            "Yes, take it back", key=f"take back {identity}", on_click=_withdraw,
            args=(kind, UUID(identity)),
        )  # fmt: skip


def _withdraw(kind: str, identity: UUID) -> None:
    with screen.refusals_in_sight():
        takeback.withdraw(current(), kind, identity)
        screen.say_in_sight("It is taken back.")
