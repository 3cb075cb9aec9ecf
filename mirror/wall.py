"""Whether a page hangs on the wall: shown to a room, at one step of a gathering's agenda.

The address says what hangs there, so that the place is kept after a reload or a lost connection;
the frame tells it here before the page is drawn.
"""

from __future__ import annotations

import streamlit as st

from mirror.lens import Audience

GATHERING, STEP = "gathering", "step"
#: How wide a picture is drawn, in pixels, before it is scaled to the screen.
WIDTH = 1140
#: From this height on, in pixels, it is scrolled and not made smaller.
TALL = 700
#: What the address says of the wall, and not of what hangs there.
KEYS = (GATHERING, STEP, "bar", "clock")


def tell(is_up: bool) -> None:
    """Nothing: from now on it is known whether this page is shown to a room."""
    st.session_state["on the wall"] = is_up


def is_up() -> bool:
    """Whether this page is shown to a room."""
    return bool(st.session_state.get("on the wall"))


def audience() -> Audience:
    """Who looks at this page."""
    return "room" if is_up() else "facilitator"
