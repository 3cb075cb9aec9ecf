"""The frame around every page of partners: its menu, and what it says where nothing is released."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import streamlit as st

from mirror import about, address, partner, released, seen_as, wall
from mirror.access import Visitor

PAGES = Path(__file__).parent.parent / "pages"


def pages(visitor: Visitor) -> list[st.Page]:
    """The pages of partners; those for adding where a visitor can be told from others."""
    found = [
        st.Page(PAGES / "partner" / "home.py", title="Home"),
        st.Page(PAGES / "partner" / "behaviours.py", title="Behaviours"),
        st.Page(PAGES / "partner" / "pace.py", title="Pace"),
        st.Page(PAGES / "partner" / "infrastructure.py", title="Infrastructure"),
    ]
    if visitor.who:
        found.append(st.Page(PAGES / "partner" / "add.py", title=partner.ADD))
        found.append(st.Page(PAGES / "partner" / "mine.py", title=partner.MINE))
    return found


def run(visitor: Visitor, own: list[st.Page], besides: Sequence[st.Page]) -> None:
    """Show the page of partners that the address opens: one of their own, or one besides."""
    wall.tell(False)

    def door() -> None:
        """The bare address leads to the first page, with whatever it asked for."""
        st.switch_page(own[0], query_params=st.query_params.to_dict())

    first = st.Page(door, title="Place Mirror", default=True, visibility="hidden")
    others = _of_others(own) if seen_as.may_see_more(visitor) else []
    here = st.navigation([first, *own, *besides, *others], position="top")
    seen_as.end_if_left(visitor, here.url_path)
    address.carry_over(here.url_path)
    seen_as.mark(visitor, here.url_path)
    draw(here)
    about.links()


def _of_others(own: Sequence[st.Page]) -> list[st.Page]:
    """The way back to every page that partners do not have."""
    paths = {page.url_path for page in own}
    return [
        st.Page(path, visibility="hidden")
        for path in sorted(PAGES.glob("*.py"))
        if path.stem not in {*paths, *seen_as.PAGES}
    ]


def draw(here: st.Page) -> None:
    """Draw a page of partners; where nothing is released, it says so."""
    with suppress(partner.Ends):
        try:
            here.run()
        except released.Nothing as nothing:
            st.write(str(nothing))
