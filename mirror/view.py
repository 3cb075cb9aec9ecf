"""What every page shares: its lens, picture, table, download and open question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple, cast

import pandas as pd
import streamlit as st

from mirror import access, address, panels, screen, then, vocabulary, wall, witness, words
from mirror.ask import ask
from mirror.charts import Look
from mirror.guard import current
from mirror.lens import Gathering, Lens, Words

#: The pages that are of use before anything is held.
NEED_NOTHING = ("bring_in",)


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
        earliest, latest = then.reaching(first, last)
        since = address.day("From", "since", first, earliest, latest)
        until = address.day("Until", "until", last, earliest, latest)
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
        "Words", "words", screen.WORDS, chosen,
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
    """How pictures are drawn for this reader, and what is burned in below them."""
    return screen.look(panels.footer(through))


def nothing_yet(said: str, kind: str, label: str) -> None:
    """Say that a part of the page is empty, and lead to the form that fills it."""
    st.write(said)
    st.page_link("../pages/record.py", label=label, query_params={"kind": kind})


def rows(table: pd.DataFrame, through: Lens, name: str, shown: list[str]) -> None:
    """The rows behind a picture, to read here and to keep as a file."""
    said = _said_in_all(through)
    taking = partial(witness.taking, place=through.place, what=name)
    screen.rows(table, name, shown, said, _file_name(name, through), taking)


def _said_in_all(through: Lens) -> dict[str, str]:
    """What each row that is taken away says: its place, the period and what it is not for."""
    purpose = words.PURPOSE
    if panels.is_invented(through.place, through.beside):
        purpose = f"{words.INVENTED} {purpose}"
    return {"Place": title_of(through.place), "Period": words.period(through), "Purpose": purpose}


def _file_name(name: str, through: Lens) -> str:
    invented = "-invented" if panels.is_invented(through.place, through.beside) else ""
    seen_of = "-and-".join(panels.titles(through))
    return f"{name.lower().replace(' ', '-')}-{seen_of}{invented}.csv"
