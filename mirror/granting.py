"""What the page of rights is made of: who may do what, and links for those without accounts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from mirror import access, grants, links, screen, store, visit, words
from mirror.access import EVERY_PLACE
from mirror.grants import ANYONE, EVERYWHERE, Does, Grant
from mirror.links import Link
from mirror.store import Refused

#: What each grant is called, of a place.
DOES: dict[Does, str] = {
    "facilitates": "sees and does everything of {}",
    "releases": "chooses what partners of {} see, and who they are",
    "looks": "sees what was released of {}, and adds to it",
}
#: For how many days a link may be made, each as it is called.
DAYS = {30: "a month", 90: "three months", 180: "half a year", 365: "a year"}


def head() -> None:
    """Say how this house is open, and to whom."""
    st.title("Who may see what?")
    if visit.is_by_sign_in():
        st.write("Nobody sees anything that is not listed here. A change counts at once.")
    else:
        st.markdown(
            "**Whoever sits at this machine sees and does everything.** Nobody else reaches this "
            "house. What is listed here, links too, counts once it is hosted with a sign-in."
        )
    if wrong := grants.fault():
        st.error(words.literal(wrong))


def rights() -> None:
    """Who may do what with the places of whoever looks, each with a way to take it away."""
    st.header("Who signs in", anchor=False)
    titles = _places()
    mine = [grant for grant in _granted() if grant.place in titles]
    if not mine:
        st.write("Nothing is granted to anybody yet.")
    for number, grant in enumerate(mine):
        with st.container(horizontal=True, vertical_alignment="center", key=f"grant {number}"):
            st.text(_said(grant, titles[grant.place]), width="stretch")
            _sure(
                "Take away", f"take away {number}", "They lose it at once, also in mid-visit.",
                "Yes, take it away", partial(_take_away, grant),
            )  # fmt: skip


def _said(grant: Grant, place: str) -> str:
    if grant.who == ANYONE:
        return f"Anyone, without signing in, sees what was released of {place}."
    return f"{grant.who} {DOES[grant.does].format(place)}."


def grant() -> None:
    """Room to let somebody in who signs in with an e-mail address."""
    titles = _places()
    if not titles:
        return
    with st.expander("Let somebody in"), st.form("grant", border=False):
        who = st.text_input(
            "Their e-mail address, as they sign in with it", max_chars=200,
            placeholder=f"Or “{ANYONE}”, for everybody in the world, who may only look",
        )  # fmt: skip
        does = st.radio("What may they do?", list(DOES), 2, format_func=_capital)
        place = st.selectbox("Of which place?", list(titles), format_func=titles.__getitem__)
        if st.form_submit_button("Let them in"):
            # One that was copied from a page has a joint in it.
            named = who.replace(words.JOINT, "").strip()
            _do(
                lambda: grants.add(store.current(), Grant(named, does, place)),
                f"{named} is let in.",
            )


def linked() -> None:
    """The links of the places of whoever looks, each with a way to take it back."""
    st.header("Who has a link", anchor=False)
    st.write(
        "A link opens what was released of one place, to whoever has it. It needs no account, ends "
        "by itself, and can be taken back."
    )
    _made_just_now()
    for place, title in _places().items():
        for link in links.listed(store.current(), place) if place != EVERYWHERE else []:
            with st.container(horizontal=True, vertical_alignment="center", key=f"l {link.id}"):
                st.text(f"{title}, for {link.label}: {_until(link)}", width="stretch")
                if link.is_open:
                    _sure(
                        "Take back", f"take back {link.id}", "Whoever came by it is out at once.",
                        "Yes, take it back", partial(_revoke, link),
                    )  # fmt: skip


def make_a_link() -> None:
    """Room to make a link for somebody."""
    titles = {code: title for code, title in _places().items() if code != EVERYWHERE}
    if not titles:
        return
    with st.expander("Make a link"), st.form("link", border=False, clear_on_submit=True):
        place = st.selectbox("To which place?", list(titles), format_func=titles.__getitem__)
        label = st.text_input("Whom is it for?", max_chars=links.LABEL)
        days = st.selectbox("For how long?", list(DAYS), 1, format_func=DAYS.__getitem__)
        if st.form_submit_button("Make it"):
            _do(lambda: _make(place, label, days), "The link is made. It stands above.")


def _made_just_now() -> None:
    """The link that was just made: it is shown this once, since it is not kept."""
    address = st.session_state.pop("link made", None)
    if address:
        st.write("Send them this. It is not kept, so it cannot be shown again.")
        st.code(address, language=None, wrap_lines=True)


def _make(place: str, label: str, days: int) -> None:
    _, token = links.make(store.current(), place, label, days)
    st.session_state["link made"] = f"{visit.address()}/come-in/{token}"


def _until(link: Link) -> str:
    if link.revoked_at is not None:
        return f"taken back on {words.day(link.revoked_at)}."
    return f"{'until' if link.is_open else 'ended on'} {words.day(link.expires_at)}."


def _revoke(link: Link) -> None:
    with screen.refusals_in_sight():
        links.revoke(store.current(), link)
        screen.say_in_sight("The link opens nothing any more.")


def _take_away(grant: Grant) -> None:
    with screen.refusals_in_sight():
        if grant.does == "releases" and grant.who.casefold() == access.here().who:
            raise Refused("This is your own right. Somebody else who has it can take it away.")
        grants.take_away(store.current(), grant)
        screen.say_in_sight("It is taken away.")


def _granted() -> tuple[Grant, ...]:
    return () if grants.fault() else grants.listed()


def _places() -> dict[str, str]:
    """What the places are called that whoever looks may release, by code; every place at the end.

    A place that is granted, and not held, is called by its code.
    """
    visitor = access.here()
    held = store.current().ask(store.sql("places"))
    called = {grant.place: grant.place for grant in _granted()}
    called |= dict(zip(held.code, held.title, strict=True))
    called.pop(EVERYWHERE, None)
    mine = {code: title for code, title in called.items() if visitor.may("release", code)}
    return mine | ({EVERYWHERE: "every place"} if visitor.may("release", EVERY_PLACE) else {})


def _do(work: Callable[[], None], done: str) -> None:
    """Do it, and say at once what came of it."""
    try:
        work()
    except Refused as refusal:
        st.error(words.literal(str(refusal)))
        return
    st.session_state["granted"] = done
    st.rerun()


def what_was_done() -> None:
    """Say what came of the last click."""
    if done := st.session_state.pop("granted", ""):
        screen.say_in_sight(done)


def _sure(label: str, key: str, told: str, yes: str, work: Callable[[], None]) -> None:
    with st.popover(label, key=f"offer {key}"):
        st.write(told)
        st.button(yes, key=key, on_click=work)


def _capital(does: Does) -> str:
    return words.capital(DOES[does].format("a place"))
