"""Opens the house: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from mirror import downloads, faults, gate, launch, returning

launch.open_or_leave()
returning.hears_all()
downloads.stay()
# The frame is not beside pages/: a main script that is would let a cold deep link pass it by.
app = st.App(
    "mirror/frame.py",
    lifespan=launch.serving,
    middleware=[Middleware(launch.LetsGo), Middleware(gate.Gate)],
    routes=gate.ROUTES,
    secrets=launch.secrets(),
    on_script_error=faults.on_a_page,
    exception_handlers={Exception: faults.on_the_way},
)
