"""What is put on a page, whoever reads it: a picture, how to read it, its rows, its question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import date
from typing import TypeVar

import pandas as pd
import streamlit as st

from mirror import vocabulary, wall, words
from mirror.charts import Look, Picture
from mirror.store import Refused

WORDS = {"plain": "Plain", "framework": "Framework"}

#: As many cards as a page shows before it is asked for more.
FEW = 5

#: Whether what is drawn now is a view as people saw it then.
_then: ContextVar[bool] = ContextVar("then", default=False)

Thing = TypeVar("Thing")

_WIDTH = st.components.v2.component(
    "width_of_the_page",
    js="""
    export default function ({ setStateValue }) {
        const stop = Object.entries({ narrow: 640, tight: 1150 }).map(([name, most]) => {
            const seen = window.matchMedia(`(max-width: ${most}px)`)
            const tell = () => setStateValue(name, seen.matches)
            if (seen.matches) tell()
            seen.addEventListener("change", tell)
            return () => seen.removeEventListener("change", tell)
        })
        return () => stop.forEach(each => each())
    }
    """,
)


def look(footer: tuple[str, ...]) -> Look:
    """How pictures are drawn for this reader: their theme and width, and what is burned in."""
    _WIDTH(key="width", on_narrow_change=lambda: None, on_tight_change=lambda: None)
    return Look(
        dark=st.context.theme.type == "dark",
        narrow=_is("narrow"),
        tight=_is("tight") and not _is("narrow"),
        footer=footer,
        width=wall.WIDTH if wall.is_up() else None,
    )


def _is(room: str) -> bool:
    """Whether the page is `narrow` as a phone's, or `tight`, once the browser has said so."""
    return bool(st.session_state.get("width", {}).get(room))


def waiting() -> AbstractContextManager[object]:
    """A grey sheet in the picture's place, for as long as its rows are being asked for."""
    return st.skeleton(height=420)


def picture(
    chart: Picture, name: str, key: str, on_select: Callable[[], None] | None = None
) -> None:
    """Draw a chart under its fixed accessible name.

    As people saw it then it is drawn for reading alone: what a click opens belongs to now.
    """
    then = _then.get()
    tall = wall.is_up() and isinstance(chart.height, float) and chart.height > wall.TALL
    place = st.container(key="tall") if tall else st.container()
    place.altair_chart(
        chart, width="content" if wall.is_up() else "stretch", theme=None,
        alt=f"{name}, as we saw it then" if then else name,
        key=f"{key} then" if then else key,
        on_select=on_select if on_select and not then else "ignore",
    )  # fmt: skip


def is_then() -> bool:
    """Whether what is drawn now is a view as people saw it then: its figures, and no texts."""
    return _then.get()


@contextmanager
def drawn_before() -> Iterator[None]:
    """While the block lasts, what is drawn is the view as people saw it then."""
    token = _then.set(True)
    try:
        yield
    finally:
        _then.reset(token)


def key(text: str) -> None:
    """How to read the picture, one click away; on the wall somebody tells it."""
    if wall.is_up():
        return
    with st.expander("How to read this"):
        st.write(text)


def rows(
    table: pd.DataFrame,
    name: str,
    shown: list[str],
    said: Mapping[str, str],
    file_name: str,
    taking: Callable[[Callable[[], bytes]], Callable[[], bytes]] = lambda make: make,
) -> None:
    """The rows behind a picture: the columns to read here, and all of them as a file to keep.

    Few columns are shown, and on a phone the first three of them, so that the table fits without
    being pushed sideways. The wall shows the picture alone. Each row of the file says what is
    `said` in all of them; it is made by `taking` when somebody takes it.
    """
    if wall.is_up():
        return
    with st.expander(f"{name}, as a table"):
        read = table[fitting(shown)].map(
            lambda cell: words.literal(cell) if isinstance(cell, str) else cell
        )
        st.table(read, hide_index=True, border="horizontal", alt=f"{name}, as a table")
        st.download_button(
            "Download these rows",
            data=taking(lambda: as_csv(table, said)),
            file_name=file_name,
            mime="text/csv",
            on_click="ignore",
            key=f"download {name}{' then' if _then.get() else ''}",
        )


def as_csv(table: pd.DataFrame, said: Mapping[str, str]) -> bytes:
    """The rows as CSV that Excel opens, each with what is said in all of them."""
    # Rows of two places say themselves which they are of.
    marked = table.assign(**{name: text for name, text in said.items() if name not in table})
    marked = marked.map(lambda cell: words.harmless(cell) if isinstance(cell, str) else cell)
    text: str = marked.to_csv(index=False)
    return text.encode("utf-8-sig")


def fitting(columns: list[str]) -> list[str]:
    """The columns that there is room for: on a phone the first three."""
    return columns[:3] if _is("narrow") else columns


def a_few(
    things: Sequence[Thing], name: str, draw: Callable[[Thing], None], rest: str = "more"
) -> None:
    """Draw the first few of many things, and with each click more of the rest."""
    shown = st.session_state.get(f"shown {name}", FEW)
    for thing in things[:shown]:
        draw(thing)
    if len(things) > shown:
        st.button(
            f"Show {rest} ({len(things) - shown:,})", key=f"more {name}",
            on_click=lambda: st.session_state.update({f"shown {name}": shown + 2 * FEW}),
        )  # fmt: skip


def question(page: str) -> str:
    """Ask the open question of the day, or another that is drawn in its place.

    On the wall it is the agenda's question that is asked, below the view.
    """
    asked = _drawn(page)
    if wall.is_up():
        return asked
    st.header(asked, anchor=False)
    st.button("Ask another question", key=f"another {page}", on_click=_draw, args=(page,))
    return asked


def _drawn(page: str) -> str:
    """The question of the day, or the one that was drawn since."""
    questions = vocabulary.questions(page)
    drawn: int = st.session_state.get(f"drawn {page}", 0)
    return questions[(date.today().toordinal() + drawn) % len(questions)]


def _draw(page: str) -> None:
    st.session_state[f"drawn {page}"] = st.session_state.get(f"drawn {page}", 0) + 1


def say_in_sight(said: str, is_done: bool = True) -> None:
    """Say what came of a click at the foot of the window, however far the page was scrolled.

    A toast would have no name for those who hear the page.
    """
    with st.bottom:
        (st.success if is_done else st.error)(words.literal(said))


@contextmanager
def refusals_in_sight() -> Iterator[None]:
    """Until the end of the block, a refusal ends it and is said at the foot of the window."""
    try:
        yield
    except Refused as refusal:
        say_in_sight(str(refusal), is_done=False)
