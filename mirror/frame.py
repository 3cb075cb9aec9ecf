"""The frame around every page: its menu, the sample's mark, and what an empty house says."""

import streamlit as st

from mirror import (
    about,
    access,
    address,
    guard,
    launch,
    partners_frame,
    presenting,
    sample,
    seen_as,
    view,
    visit,
    vocabulary,
    wall,
    welcome,
    words,
)
from mirror.access import EVERY_PLACE
from mirror.store import Refused

st.set_page_config(page_title="Place Mirror", page_icon="🪞", layout="wide")

visitor = access.here()
facilitates = visitor.does("facilitate")

of_facilitators = [
    st.Page("../pages/home.py", title="Home"),
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
    st.Page("../pages/scoring.py", title="Scoring", visibility="hidden"),
]
of_partners = partners_frame.pages(visitor)
release = st.Page("../pages/release.py", title="Release")
of_stewards = [release, st.Page("../pages/access.py", title="Who sees what")]
of_everybody = [
    st.Page("../pages/accessibility.py", title="Accessibility", visibility="hidden"),
    st.Page("../pages/privacy.py", title="Privacy", visibility="hidden"),
]
you = st.Page(welcome.you, title="Sign out", url_path="you")

opened = of_facilitators if facilitates else of_partners if visitor.does("look") else []
opened = [*opened, *(of_stewards if visitor.does("release") else [])]
ways_out = [you] if visit.is_by_sign_in() and visitor.who else []
opened = [*opened, *ways_out]
paths = {page.url_path for page in opened}
# Whatever is not open to somebody has an address all the same, which says so.
shut = [
    st.Page(welcome.shut, title="Place Mirror", url_path=path, visibility="hidden")
    for path in {page.url_path for page in (*of_facilitators, *of_partners, *of_stewards, you)}
    if path not in paths
]


def door() -> None:
    """The bare address leads to the first page, with whatever it asked for."""
    if opened:
        st.switch_page(opened[0], query_params=st.query_params.to_dict())
    welcome.shut()


first = st.Page(door, title="Place Mirror", default=True, visibility="hidden")

if visitor.grants and seen_as.a_partner(visitor):
    besides = of_everybody if seen_as.may_see_more(visitor) else [*ways_out, *of_everybody, *shut]
    partners_frame.run(visitor, of_partners, besides)
    st.stop()

try:
    held = launch.house()
    on_the_wall = presenting.shown() if facilitates else None
except Refused as refusal:
    st.error(words.literal(str(refusal)))
    st.stop()

wall.tell(on_the_wall is not None)
here = st.navigation(
    [first, *opened, *of_everybody, *shut],
    position="hidden" if not opened or wall.is_up() else "top",
)

try:
    with guard.doing("release" if here is release else "facilitate"):
        if here in of_facilitators or here is release:
            if view.places().empty and not visitor.may("facilitate", EVERY_PLACE):
                welcome.nothing_yet()
                st.stop()
            if view.places().empty and here.url_path not in view.NEED_NOTHING:
                view.nothing_held(add_place=lambda title: vocabulary.add_place(held, title))
                st.stop()
            address.carry_over(here.url_path)
            if on_the_wall is not None:
                presenting.hang(on_the_wall)
            elif visitor.may("facilitate", EVERY_PLACE) and view.places().invented.any():
                view.sample_mark(start_empty=lambda: sample.start_empty(held))
        if here in of_partners:
            partners_frame.draw(here)
        else:
            here.run()
except Refused as refusal:
    st.error(words.literal(str(refusal)))
if not wall.is_up():
    about.links()
