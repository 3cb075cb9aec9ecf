"""A gathering's views on the wall: large, one idea a screen, moved by the keyboard or a remote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from mirror import capture, panels, wall, words, workshop
from mirror.lens import Lens
from mirror.store import TEMPLATES
from mirror.workshop import Item, Workshop

#: What each key does; a remote for slides sends PageDown, PageUp or the arrows.
MOVES = {"PageDown": "next", "ArrowRight": "next", "PageUp": "before", "ArrowLeft": "before"}
SWITCHES = {"h": "bar", "l": "clock"}

_KEYS = st.components.v2.component(
    "keys_of_the_wall", js=(TEMPLATES / "wall.js").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Shown:
    """What hangs on the wall: a gathering, and which step of its agenda, from 0."""

    gathering: Workshop
    step: int

    @property
    def item(self) -> Item:
        """The view of this step."""
        return self.gathering.agenda[self.step]

    def at(self, step: int, **more: str) -> dict[str, str]:
        """The address of a step, from the place on."""
        lens = dict(parse_qsl(self.gathering.agenda[step].lens))
        said = {wall.GATHERING: str(self.gathering.id), wall.STEP: str(step + 1)}
        return lens | said | _kept() | more


def shown() -> Shown | None:
    """What the address hangs on the wall, if the gathering is held here."""
    said = st.query_params
    if wall.GATHERING not in said or wall.STEP not in said:
        return None
    found = workshop.found(said[wall.GATHERING])
    if found is None:
        return None
    # Python reads no number of more than a few thousand figures.
    step = int(said[wall.STEP]) if re.fullmatch(r"\d{1,4}", said[wall.STEP]) else 1
    return Shown(found, min(max(step, 1), len(found.agenda)) - 1)


def link(gathering: Workshop, step: int = 0) -> str:
    """The address that hangs a step on the wall, without menus, and light on a dark laptop too."""
    bare = {"embed": "true", "embed_options": "light_theme"}
    query = urlencode({**Shown(gathering, step).at(step), **bare})
    return f"{gathering.agenda[step].page}?{query}"


def hang(on_the_wall: Shown) -> None:
    """Make type large, and show the question and the strip below."""
    st.html(TEMPLATES / "wall.css")
    if st.query_params.get("clock") == "on":
        with st.container(horizontal=True, horizontal_alignment="right"):
            _time_left(on_the_wall.gathering)
    # The question stays in sight, however far the view is scrolled.
    st.bottom.header(words.literal(on_the_wall.item.question), anchor=False)
    with st.bottom:
        _strip(on_the_wall)


def ends_here(lens: Lens) -> None:
    """On the wall the view ends here: its question stands below. Elsewhere the page goes on."""
    if wall.is_up():
        st.stop()
    gathering = workshop.going_on(lens.place)
    if gathering is not None:
        with st.bottom:
            capture.beside(gathering, _pressed(*capture.KEYS))


def _strip(on_the_wall: Shown) -> None:
    """Hear the keys; say where we are, with the way on for those without a keyboard."""
    pressed = _pressed(*MOVES, *SWITCHES, *capture.KEYS)
    if pressed in MOVES:
        _move(on_the_wall, 1 if MOVES[pressed] == "next" else -1)
    if pressed in SWITCHES:
        _switch(SWITCHES[pressed])
    with st.container(horizontal=True, vertical_alignment="center", key="bar"):
        if st.query_params.get("bar") != "off":
            pressed = _bar(on_the_wall) or pressed
        if panels.is_invented(on_the_wall.gathering.place):
            st.text(words.INVENTED, width="content")
    capture.on_the_wall(on_the_wall.gathering, on_the_wall.item, pressed)


def _pressed(*keys: str) -> str | None:
    """The one of these keys that was pressed just now."""
    pressed: str | None
    pressed = _KEYS(key="keys", data={"keys": list(keys)}, on_pressed_change=lambda: None).pressed
    return pressed


def _bar(on_the_wall: Shown) -> str | None:
    """Where we are, and the way on for those without a keyboard; the key of what they capture."""
    step, last = on_the_wall.step, len(on_the_wall.gathering.agenda) - 1
    if st.button("Before", key="before", disabled=step == 0):
        _move(on_the_wall, -1)
    st.text(f"{step + 1} of {last + 1}", width="content")
    if st.button("Next", key="next", disabled=step == last):
        _move(on_the_wall, 1)
    with st.popover("More"):
        pressed = capture.buttons()
        if st.button("Time left (L)", key="clock", width="stretch"):
            _switch("clock")
        if st.button("Hide all this (H)", key="hide", width="stretch"):
            _switch("bar")
    capture.strip(on_the_wall.gathering)
    return pressed


def _move(on_the_wall: Shown, by: int) -> None:
    step = on_the_wall.step + by
    if 0 <= step < len(on_the_wall.gathering.agenda):
        page = on_the_wall.gathering.agenda[step].page
        st.switch_page(f"../pages/{page}.py", query_params=on_the_wall.at(step))


def _switch(name: str) -> None:
    """Show or hide something from now on, after a reload too."""
    shown_at_first = name == "bar"
    if name in st.query_params:
        del st.query_params[name]
    else:
        st.query_params[name] = "off" if shown_at_first else "on"
    st.rerun()


def _kept() -> dict[str, str]:
    said = st.query_params.to_dict()
    return {key: said[key] for key in ("bar", "clock", "words") if key in said}


@st.fragment(run_every=15)
def _time_left(gathering: Workshop) -> None:
    if gathering.ends_at is None:
        st.markdown("**No end was set.**")
        return
    now = datetime.now()
    minutes = round((datetime.combine(now.date(), gathering.ends_at) - now).total_seconds() / 60)
    if minutes >= 0:
        st.markdown(f"**{words.counted(minutes, 'minute')} left**")
    else:
        st.markdown(f"**It was to end at {gathering.ends_at:%H:%M}**")
