"""What every page shares: its lens, picture, table, download and open question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple, TypeVar, cast

import pandas as pd
import streamlit as st

from mirror import access, address, panels, vocabulary, wall, witness, words
from mirror.ask import ask
from mirror.charts import Look, Picture
from mirror.guard import current
from mirror.lens import Gathering, Lens, Words
from mirror.store import Refused

#: The pages that are of use before anything is held.
NEED_NOTHING = ("bring_in", "accessibility", "privacy")

#: Whether what is drawn now is a view as people saw it then.
_then: ContextVar[bool] = ContextVar("then", default=False)

#: As many cards as a page shows before it is asked for more.
FEW = 5

Thing = TypeVar("Thing")

WORDS = {"plain": "Plain", "framework": "Framework"}

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


def places() -> pd.DataFrame:
    """The places held, by title: code, title, and whether they are invented."""
    return ask("places")


def nothing_held(add_place: Callable[[str], object]) -> None:
    """Say what this is, and offer what can be done while no place is held."""
    st.title("Which place do you look at?")
    st.write(
        "Place Mirror shows what people notice about how a place works together. "
        "Nothing is held yet."
    )
    with st.form("place"):
        title = st.text_input("What is the place called?", max_chars=80)
        if st.form_submit_button("Begin with this place") and title.strip():
            add_place(title.strip())
            st.rerun()
    st.page_link("../pages/bring_in.py", label="Or bring in a file that people hold already")


def sample_mark(start_empty: Callable[[], None]) -> None:
    """Say that what is shown is invented, with one click to be rid of it."""
    with st.container(horizontal=True, vertical_alignment="center", key="sample"):
        st.markdown(f"**{words.INVENTED}** These two places' stories are a sample.")
        st.button("Start empty", on_click=start_empty)


def lens(page: str, side_by_side: bool = False) -> Lens:
    """The lens that the address and the filters ask for, under the page's headline.

    With `side_by_side` a second place may be put beside the first; the period then spans both.
    """
    headline = st.empty()
    with st.container(horizontal=True, vertical_alignment="bottom", key="lens"):
        place = _place()
        beside = _beside(place) if side_by_side else ""
        first, last = panels.period(place, beside)
        since = address.day("From", "since", first, first, last)
        until = address.day("Until", "until", last, first, last)
        spoken = _words(place)
    headline.title(vocabulary.phrases(spoken)[page])
    return Lens(
        place, min(since, until), max(since, until), wall.audience(), spoken, beside=beside
    )  # fmt: skip


def standpoint(page: str) -> Lens:
    """The lens of a page that looks at no period: a place and words, over all time."""
    headline = st.empty()
    with st.container(horizontal=True, vertical_alignment="bottom", key="lens"):
        place = _place()
        spoken = _words(place)
    headline.title(vocabulary.phrases(spoken)[page])
    return Lens(place, date.min, date.max, words=spoken)


def since_we_met(page: str) -> tuple[Lens, Gathering | None]:
    """The lens from the day after a gathering until now, and that gathering if one is held."""
    headline = st.empty()
    with st.container(horizontal=True, vertical_alignment="bottom", key="lens"):
        place = _place()
        until = panels.as_of(place)
        met = _met(place, until)
        since = met.held_on + timedelta(days=1) if met else _since_when(place, until)
        spoken = _words(place)
    headline.title(vocabulary.phrases(spoken)[page])
    return Lens(place, since, until, wall.audience(), spoken), met


def _met(place: str, until: date) -> Gathering | None:
    """The gathering that the address and its filter ask for; at first the latest before now."""
    held = panels.gatherings(place, until)
    if not held:
        return None
    days = {day.isoformat(): words.day(day) for day in held}
    chosen = address.choice("Since you met on", "met", days, default=next(iter(days)), width=240)
    return held[date.fromisoformat(chosen)]


def _since_when(place: str, until: date) -> date:
    """The day that the address and its filter ask for; at first 90 days before now."""
    default = until - panels.BACK
    first = min(panels.period(place)[0], default)
    return address.day("Since when?", "since", default, first, until)


def _place() -> str:
    held = places()
    titles = dict(zip(held.code, held.title, strict=True))
    return address.choice("Place", "place", titles, default=next(iter(titles)), width=240)


def _beside(place: str) -> str:
    """The place put beside it, or nothing; the choice is there where another place is held."""
    held = places()
    others = held[held.code != place]
    if others.empty:
        return ""
    options = {"": "No other place", **dict(zip(others.code, others.title, strict=True))}
    return address.choice("Put another place beside it", "beside", options, "", width=240)


def _words(place: str) -> Words:
    """The words that are spoken: as the address says, else as the place last chose."""
    held = places()
    chosen = str(held[held.code == place].words.iloc[0])
    spoken = address.switch(
        "Words", "words", WORDS, chosen,
        remember=(
            partial(vocabulary.choose_words, current(), place)
            if access.here().may("facilitate", place)
            else None
        ),
    )  # fmt: skip
    return cast(Words, spoken)


class Behaviour(NamedTuple):
    """A behaviour by its code and by what it is called in the lens's words."""

    code: str
    label: str


def one_behaviour(through: Lens) -> Behaviour:
    """The one behaviour that the address and its filter ask for; at first, trust."""
    known = ask("behaviour_words", through)
    labels = dict(zip(known.code, known.label, strict=True))
    default = "PAR1" if "PAR1" in labels else next(iter(labels))
    code = address.choice("Behaviour", "behaviour", labels, default, width=420)
    return Behaviour(code, labels[code])


def slips(events: pd.DataFrame) -> None:
    """The slips and recoveries that people named, in their words, in the order of their days."""
    st.header("Slips, and ways back, that people named", anchor=False)
    named = events[events.kind.isin(["slip", "recovery"])]
    if named.empty:
        nothing_yet("Nobody has named one in this period.", "event", "Name a slip or a way back")
    for row in named.itertuples():
        when = words.span(row.started_on, row.ended_on)
        st.markdown(f"**{words.literal(row.title)}** · {words.literal(row.kind_label)}, {when}")
        if isinstance(row.note, str):
            st.text(row.note)


def is_bare(place: str) -> bool:
    """Whether nothing is held of this place yet."""
    return bool(pd.isna(ask("period", None, place=place).first_day[0]))


def title_of(place: str) -> str:
    """What the place is called."""
    held = places()
    return str(held[held.code == place].title.iloc[0])


def look(through: Lens) -> Look:
    """How pictures are drawn for this reader: their theme and width, and what is burned in."""
    _WIDTH(key="width", on_narrow_change=lambda: None, on_tight_change=lambda: None)
    return Look(
        dark=st.context.theme.type == "dark",
        narrow=_is("narrow"),
        tight=_is("tight") and not _is("narrow"),
        footer=panels.footer(through),
        width=wall.WIDTH if wall.is_up() else None,
    )


def waiting() -> AbstractContextManager[object]:
    """A grey sheet in the picture's place, for as long as its rows are being asked for."""
    return st.skeleton(height=420)


def nothing_yet(said: str, kind: str, label: str) -> None:
    """Say that a part of the page is empty, and lead to the form that fills it."""
    st.write(said)
    st.page_link("../pages/record.py", label=label, query_params={"kind": kind})


def _is(room: str) -> bool:
    """Whether the page is `narrow` as a phone's, or `tight`, once the browser has said so."""
    return bool(st.session_state.get("width", {}).get(room))


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


def fitting(columns: list[str]) -> list[str]:
    """The columns that there is room for: on a phone the first three."""
    return columns[:3] if _is("narrow") else columns


def rows(table: pd.DataFrame, through: Lens, name: str, shown: list[str]) -> None:
    """The rows behind a picture: the columns to read here, and all of them as a file to keep.

    Few columns are shown, and on a phone the first three of them, so that the table fits without
    being pushed sideways. The wall shows the picture alone.
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
            data=witness.taking(lambda: as_csv(table, through), through.place, name),
            file_name=_file_name(name, through),
            mime="text/csv",
            on_click="ignore",
            key=f"download {name}{' then' if _then.get() else ''}",
        )


def as_csv(table: pd.DataFrame, through: Lens) -> bytes:
    """The rows as CSV that Excel opens, each with its place, the period and what it is not for."""
    purpose = words.PURPOSE
    if panels.is_invented(through.place, through.beside):
        purpose = f"{words.INVENTED} {purpose}"
    said = {"Place": title_of(through.place), "Period": words.period(through), "Purpose": purpose}
    marked = table.map(lambda cell: words.harmless(cell) if isinstance(cell, str) else cell).assign(
        # Rows of two places say themselves which they are of.
        **{column: text for column, text in said.items() if column not in table}
    )
    text: str = marked.to_csv(index=False)
    return text.encode("utf-8-sig")


def _file_name(name: str, through: Lens) -> str:
    invented = "-invented" if panels.is_invented(through.place, through.beside) else ""
    seen_of = "-and-".join(panels.titles(through))
    return f"{name.lower().replace(' ', '-')}-{seen_of}{invented}.csv"
