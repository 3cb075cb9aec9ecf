"""Scores from the room: the door that phones come in by, the count, the reveal, a second round."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import segno
import streamlit as st
from streamlit import config

from mirror import door, reading, record, rounds, scored, screen, view, wall, words, workshop
from mirror.charts import Look
from mirror.guard import current
from mirror.lens import Lens
from mirror.rounds import Round
from mirror.scored import Asked
from mirror.workshop import Workshop


def gathering() -> Workshop | None:
    """The gathering that the address names."""
    return workshop.found(st.query_params.get(wall.GATHERING, ""))


def on_the_day(lens: Lens, met: Workshop | None) -> Lens:
    """The lens of what is said at the gathering."""
    return replace(lens, since=met.held_on, until=met.held_on) if met else lens


def without_one() -> None:
    """Say where scores begin."""
    st.write("A room scores at a gathering. Prepare one, and put scores on its agenda.")
    st.page_link("../pages/gathering.py", label="Prepare a gathering")


def run(met: Workshop, lens: Lens, look: Look) -> None:
    """Ask the room, wait and count, then show: whatever this round has come to."""
    asked = scored.asked(st.query_params.to_dict())
    mine = scored.rounds_of(current(), met.id, asked)
    if what := scored.of_what(asked, lens):
        st.markdown(f"**{words.literal(what)}**")
    if not mine:
        _begin(met, asked)
    elif mine[-1].closed_at is None:
        _wait(met, mine[-1])
    else:
        reveal(mine, lens, look)
        if met.is_open and all(one.turn == 1 for one in mine):
            st.button("Score it again, after talking", on_click=_open, args=(met, asked, 2))
    _the_door()


def _begin(met: Workshop, asked: Asked) -> None:
    st.markdown(
        "Each answers alone, on a phone. Nobody signs in and no name is asked. What comes in is "
        "counted here, and shown only when all of it is shown together."
    )
    if not met.is_open:
        st.write("This gathering is closed.")
        return
    st.markdown(
        "**The button opens a door.** Whoever is on the same network and has the code can reach a "
        "small form on this laptop, and nothing else of it. It shuts with the gathering."
    )
    st.button("Open the door and begin", on_click=_open, args=(met, asked, 1))


def _open(met: Workshop, asked: Asked, turn: int) -> None:
    with screen.refusals_in_sight():
        rounds.open_round(
            current(), record.new_id(), gathering=met.id, place=met.place, turn=turn, **asked
        )
        _open_the_door(met)


def _open_the_door(met: Workshop) -> None:
    with screen.refusals_in_sight():
        door.Door.open(current(), met.id, int(config.get_option("server.port")) + 1)


def _wait(met: Workshop, one: Round) -> None:
    here = door.of(met.id)
    if here is None:
        st.markdown("**The round is open, and its door is shut.** What came in is kept.")
        st.button("Open the door again", on_click=_open_the_door, args=(met,))
    elif not here.addresses:
        st.markdown(
            "**This laptop is on no network, so that no phone can reach it.** Turn on its hotspot, "
            "or write the answers down on paper and type them in on the page Record."
        )
    else:
        _invitation(here, str(one.code))
    _count(met, one)
    st.button("Close it and show what we see", on_click=_close, args=(one,))
    if one.about == "behaviour":
        st.page_link(
            "../pages/record.py", label="No phone at hand? Write the answers into the grid",
            query_params={"place": met.place, "kind": "room"},
        )  # fmt: skip


def _invitation(here: door.Door, code: str) -> None:
    """The way in for phones: a code to point a camera at, and the same to type."""
    address = here.addresses[0]
    if len(here.addresses) > 1:
        address = st.session_state.get("door address", address)
        if address not in here.addresses:
            address = here.addresses[0]
    left, right = st.columns([2, 3], vertical_alignment="center")
    picture = BytesIO()
    segno.make(f"{address}/{code}", error="m").save(
        picture, kind="svg", scale=8, dark="#000000", light="#ffffff", xmldecl=False
    )
    left.image(
        picture.getvalue().decode(), width=300, alt=f"A code that leads a phone to {address}/{code}"
    )
    with right:
        st.markdown("Point your phone's camera at the code, on the same Wi-Fi as this laptop. Or:")
        st.title(address.removeprefix("http://"), anchor=False)
        st.title(f"Code {code}", anchor=False)
        if len(here.addresses) > 1:
            with st.popover("It cannot be reached"):
                st.radio(
                    "This laptop has more than one address. Try another.", here.addresses,
                    key="door address",
                )  # fmt: skip


@st.fragment(run_every=1)
def _count(met: Workshop, one: Round) -> None:
    """How many answers are in, and nothing of what they say."""
    answered = rounds.count(current(), one).phones_in
    of = f" of {met.in_the_room}" if met.in_the_room >= answered else ""
    st.header(f"{answered}{of} answered", anchor=False)


def _close(one: Round) -> None:
    with screen.refusals_in_sight():
        rounds.close(current(), one)


def reveal(mine: list[Round], lens: Lens, look: Look) -> None:
    """Show the dots and the ranges, before and after talking."""
    for place, shown in enumerate(scored.shown(current(), mine, lens.words)):
        if place == 0:
            st.markdown(shown.said)
        screen.picture(shown.drawn(look), shown.name, f"scoring {place}")
        view.rows(shown.rows, lens, shown.name, ["What", "When", "People"])
    screen.key(reading.SCORING)


def _the_door() -> None:
    """Say what is open, wherever the room scores, with the way to shut it."""
    here = door.current()
    if here is None:
        return
    where = words.listed(here.addresses) or "no network"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(
            f"The door for phones is open at {where}. They reach the form and nothing else.",
            width="content",
        )
        st.button("Shut the door", on_click=here.close)
