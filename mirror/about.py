"""What Place Mirror says of itself: how accessible it is, and what becomes of what people say."""

from __future__ import annotations

import os

import streamlit as st

from mirror import store

#: Whom to ask about this house: set by whoever runs it.
CONTACT = "MIRROR_CONTACT"


def accessibility() -> None:
    """Show the accessibility statement."""
    st.title("Can everybody use this?")
    st.markdown(_text("accessibility"))
    _whom_to_ask()


def privacy() -> None:
    """Show the privacy notice."""
    st.title("What becomes of what you say?")
    st.markdown(_text("privacy"))
    _whom_to_ask()


def links() -> None:
    """Lead to both from the foot of a page."""
    with st.container(horizontal=True, key="about"):
        st.page_link("../pages/accessibility.py", label="Accessibility")
        st.page_link("../pages/privacy.py", label="Privacy")


def _text(name: str) -> str:
    return (store.ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def _whom_to_ask() -> None:
    st.header("Whom to ask", anchor=False)
    st.text(os.environ.get(CONTACT) or "Ask whoever invited you to this Place Mirror.")
