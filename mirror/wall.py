"""Whether a page hangs on the wall: shown to a room, at one step of a gathering's agenda.

The address alone says so, so that the place is kept after a reload or a lost connection.
"""

from __future__ import annotations

import streamlit as st

from mirror import workshop
from mirror.lens import Audience
from mirror.workshop import Workshop

GATHERING, STEP = "gathering", "step"
#: How wide a picture is drawn, in pixels, before it is scaled to the screen.
WIDTH = 1140
#: From this height on, in pixels, it is scrolled and not made smaller.
TALL = 700
#: What the address says of the wall, and not of what hangs there.
KEYS = (GATHERING, STEP, "bar", "clock")


def gathering() -> Workshop | None:
    """The gathering that shows this page to a room, if it is held here."""
    said = st.query_params
    return workshop.found(said[GATHERING]) if GATHERING in said and STEP in said else None


def is_up() -> bool:
    """Whether this page is shown to a room."""
    return gathering() is not None


def audience() -> Audience:
    """Who looks at this page."""
    return "room" if is_up() else "facilitator"
