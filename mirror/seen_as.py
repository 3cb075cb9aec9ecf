"""Whether a page is seen as partners see it: by a partner, or by somebody who may see more."""

from __future__ import annotations

import streamlit as st

from mirror.access import Visitor

#: The pages that partners and others have at the same address, and all that partners have.
SHARED = ("", "home", "behaviours", "pace", "infrastructure", "accessibility", "privacy")
PAGES = (*SHARED, "add", "mine")
#: What the address says of it: as whom, and whether the next release is looked at.
KEYS = ("as", "release")

_ON = "seen as a partner"


def may_see_more(visitor: Visitor) -> bool:
    """Whether somebody may see more than partners of some place."""
    return any(deed in ("facilitate", "release") for deed, _ in visitor.grants)


def a_partner(visitor: Visitor) -> bool:
    """Whether the pages of partners are shown: to partners always, to others who asked for it.

    The menu empties the address, so that it stays as it was asked for until it ends.
    """
    if not may_see_more(visitor):
        return True
    if st.query_params.get("as") == "partner":
        st.session_state[_ON] = True
    return _ON in st.session_state


def end_if_left(visitor: Visitor, page: str) -> None:
    """Show somebody who may see more their own pages again, once they went back to one of them.

    That is a page that partners do not have, or this one where its address says so no more.
    """
    is_here = st.session_state.get("page") == page and "as" not in st.query_params
    if may_see_more(visitor) and (is_here or page not in PAGES):
        end()
        st.rerun()


def end() -> None:
    """Show their own pages again to somebody who may see more."""
    st.session_state.pop(_ON, None)
    for key in KEYS:
        st.query_params.pop(key, None)
        st.session_state.get("said", {}).pop(key, None)


def is_of_a_draft(visitor: Visitor, place: str) -> bool:
    """Whether the next release of a place is looked at, which only its steward may."""
    return st.query_params.get("release") == "draft" and visitor.may("release", place)


def mark(visitor: Visitor, page: str) -> None:
    """Say to somebody who may see more that this is what partners see, with the way back."""
    if not may_see_more(visitor):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="as-partner"):
        st.markdown("**This is what partners see.**")
        if page in SHARED:
            st.button("Back to your own view", on_click=end)
        else:
            st.page_link("../pages/record.py", label="Back to your own view")
