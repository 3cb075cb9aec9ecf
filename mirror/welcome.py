"""What somebody is told who comes where nothing was opened to them, and who they are here."""

from __future__ import annotations

import streamlit as st

from mirror import access, grants, store, visit, words
from mirror.access import EVERY_PLACE, Deed, Visitor

#: What each deed is called.
DEEDS: dict[Deed, str] = {
    "facilitate": "You see and do everything of",
    "release": "You choose what partners see of",
    "look": "You see what was released of",
}


def shut() -> None:
    """Say what this is, and the ways in; nothing of any place."""
    visitor = access.here()
    st.title("Place Mirror")
    st.write(
        "It shows what people notice about how a place works together, to those whom the place "
        "has let in."
    )
    if not visit.is_by_sign_in():
        st.write("It is open to the person at its own machine alone.")
        return
    if visitor.grants:
        st.write("This page is not open to you. What is stands in the menu above.")
    elif visitor.who:
        st.text(f"You are signed in as {visitor.who}.")
        st.write("Nothing was opened to you yet. Ask whoever told you of this page.")
    if grants.fault():
        st.error("Who may see what cannot be read just now. Whoever keeps this house can mend it.")
    if visit.is_doubted():
        st.write(
            "You are signed in, but whoever signs you in does not say that your e-mail address is "
            "yours. Confirm it there, then sign in again."
        )
        st.button("Sign out", on_click=st.logout)
    elif not visitor.who:
        st.write("If somebody sent you a link of your own, open that link again. Or:")
        st.button("Sign in", on_click=st.login)
    else:
        _way_out(visitor)


def nothing_yet() -> None:
    """Say to somebody who facilitates places that none of them is held."""
    st.title("Whose place is it?")
    st.write(
        "None of the places that you facilitate is held here yet. Whoever facilitates every place "
        "can add it."
    )


def you() -> None:
    """Say who somebody is here and what was opened to them, with the way out."""
    visitor = access.here()
    st.title("Do you want to sign out?")
    if visitor.who.startswith("link "):
        st.write(
            "You came in by a link. Whoever has the same link sees what you see, what you add "
            "included."
        )
    else:
        st.text(f"You are signed in as {visitor.who}.")
    titles = store.current().ask(store.sql("places")).set_index("code").title
    for deed, said in DEEDS.items():
        of = sorted(place for granted, place in visitor.grants if granted == deed)
        if of:
            named = ["every place"] if EVERY_PLACE in of else [titles.get(one, one) for one in of]
            st.markdown(f"{said} {words.literal(words.listed(named))}.")
    _way_out(visitor)


def _way_out(visitor: Visitor) -> None:
    if visitor.who.startswith("link "):
        st.link_button("Leave, so that this browser forgets the link", "/leave")
    else:
        st.button("Sign out", on_click=st.logout)
