"""The frame around every page: its menu, the sample's mark, and what an empty house says."""

import streamlit as st

from mirror import (
    about,
    access,
    address,
    launch,
    partners_frame,
    presenting,
    sample,
    seen_as,
    view,
    vocabulary,
    wall,
)
from mirror.store import Refused

st.set_page_config(page_title="Place Mirror", page_icon="🪞", layout="wide")

visitor = access.here()
if seen_as.a_partner(visitor):
    partners_frame.run(visitor)

home = st.Page("../pages/home.py", title="Home")


def door() -> None:
    """The bare address leads to the first page, with whatever it asked for."""
    st.switch_page(home, query_params=st.query_params.to_dict())


try:
    held = launch.house()
except Refused as refusal:
    st.error(str(refusal))
    st.stop()

on_the_wall = presenting.shown()
wall.tell(on_the_wall is not None)
here = st.navigation(
    [
        st.Page(door, title="Place Mirror", default=True, visibility="hidden"),
        home,
        st.Page("../pages/behaviours.py", title="Behaviours"),
        st.Page("../pages/pace.py", title="Pace"),
        st.Page("../pages/entry.py", title="Entry"),
        st.Page("../pages/timing.py", title="Timing"),
        st.Page("../pages/approach.py", title="Approach"),
        st.Page("../pages/infrastructure.py", title="Infrastructure"),
        st.Page("../pages/learning.py", title="Learning"),
        st.Page("../pages/together.py", title="Together"),
        st.Page("../pages/gathering.py", title="Gathering"),
        st.Page("../pages/record.py", title="Record"),
        st.Page("../pages/bring_in.py", title="Bring in"),
        st.Page("../pages/data.py", title="Data"),
        st.Page("../pages/release.py", title="Release"),
        st.Page("../pages/scoring.py", title="Scoring", visibility="hidden"),
        st.Page("../pages/accessibility.py", title="Accessibility", visibility="hidden"),
        st.Page("../pages/privacy.py", title="Privacy", visibility="hidden"),
    ],
    position="hidden" if wall.is_up() else "top",
)

if view.places().empty and here.url_path not in view.NEED_NOTHING:
    view.nothing_held(add_place=lambda title: vocabulary.add_place(held, title))
    st.stop()

address.carry_over(here.url_path)
if on_the_wall is not None:
    presenting.hang(on_the_wall)
elif view.places().invented.any():
    view.sample_mark(start_empty=lambda: sample.start_empty(held))
here.run()
if not wall.is_up():
    about.links()
