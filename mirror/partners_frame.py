"""The frame around every page of partners: its menu, and what it says where nothing is released."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import streamlit as st

from mirror import about, address, partner, released, seen_as, wall
from mirror.access import Visitor

PAGES = Path(__file__).parent.parent / "pages"


def run(visitor: Visitor) -> None:
    """Show the page of partners that the address opens, and end the script."""
    wall.tell(False)
    home = st.Page(PAGES / "partner" / "home.py", title="Home")

    def door() -> None:
        """The bare address leads to the first page, with whatever it asked for."""
        st.switch_page(home, query_params=st.query_params.to_dict())

    here = st.navigation(
        [
            st.Page(door, title="Place Mirror", default=True, visibility="hidden"),
            home,
            st.Page(PAGES / "partner" / "behaviours.py", title="Behaviours"),
            st.Page(PAGES / "partner" / "pace.py", title="Pace"),
            st.Page(PAGES / "partner" / "infrastructure.py", title="Infrastructure"),
            *(_of_somebody() if visitor.who else []),
            st.Page(PAGES / "accessibility.py", title="Accessibility", visibility="hidden"),
            st.Page(PAGES / "privacy.py", title="Privacy", visibility="hidden"),
            *(_of_others() if seen_as.may_see_more(visitor) else []),
        ],
        position="top",
    )
    seen_as.end_if_left(visitor, here.url_path)
    address.carry_over(here.url_path)
    seen_as.mark(visitor, here.url_path)
    with suppress(partner.Ends):
        try:
            here.run()
        except released.Nothing as nothing:
            st.write(str(nothing))
    about.links()
    st.stop()


def _of_somebody() -> list[st.Page]:
    """The pages of those who can be told from others, and so can add and take back."""
    return [
        st.Page(PAGES / "partner" / "add.py", title=partner.ADD),
        st.Page(PAGES / "partner" / "mine.py", title=partner.MINE),
    ]


def _of_others() -> list[st.Page]:
    """The way back to every page that partners do not have."""
    return [
        st.Page(path, visibility="hidden")
        for path in sorted(PAGES.glob("*.py"))
        if path.stem not in seen_as.PAGES
    ]
