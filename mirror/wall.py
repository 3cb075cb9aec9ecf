"""Whether a page hangs on the wall: shown to a room, at one step of a gathering's agenda.

The address alone says so, so that the place is kept after a reload or a lost connection.
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


def is_up() -> bool:
    """Whether this page is shown to a room."""
    return GATHERING in st.query_params and STEP in st.query_params


def audience() -> Audience:
    """Who looks at this page."""
    return "room" if is_up() else "facilitator"
