"""Where a partner stands: a place, its release, and words; and what each of their pages shares."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from mirror import access, address, banded, released, screen, seen_as, vocabulary, words
from mirror.charts import Look, Signal
from mirror.lens import Words

#: The pages that show something of a release, each with what leads to it.
PAGES = {
    "behaviours": "Where people notice the behaviours",
    "pace": "How far partners trust each other, over time",
    "infrastructure": "How far along the building blocks are",
}
#: What leads to the pages of somebody's own.
ADD, MINE = "Add what you noticed", "What you wrote"
#: In the address, in the place of a stretch of time: all of it.
ALL_TIME = "all"


class Ends(Exception):
    """The page ends here: what there is to say has been said."""


@dataclass(frozen=True)
class Standing:
    """One way of looking at a release: of which place, from which file, in whose words."""

    place: str
    title: str
    file: Path
    words: Words
    is_invented: bool
    fewest: int
    released_on: date
    #: Where the filters of the page stand.
    filters: DeltaGenerator

    def ask(self, question: str, **terms: Hashable) -> pd.DataFrame:
        """The rows that answer queries/released/<question>.sql, of this place in these words."""
        return released.ask(self.file, question, place=self.place, words=self.words, **terms)

    @property
    def footer(self) -> tuple[str, ...]:
        """Which place and day, and what it is not for, as it is burned in below a picture."""
        said = f"{self.title}, as released on {words.day(self.released_on)}. {words.PURPOSE}"
        return (words.INVENTED, said) if self.is_invented else (said,)


def stand(page: str) -> Standing:
    """Where the address and the filters put a partner, under the page's headline.

    Where nothing was released, that is said with what can be done, and the page ends.
    """
    mark, headline = st.empty(), st.empty()
    with (filters := st.container(horizontal=True, vertical_alignment="bottom", key="lens")):
        place, title = choose_place()
        file = released.file_of(place, seen_as.is_of_a_draft(access.here(), place))
        try:
            held = released.ask(file, "places").set_index("code")
            about = released.ask(file, "about")
        except released.Nothing as nothing:
            headline.title(phrase(page, "plain"))
            st.write(str(nothing))
            way_to_add(place)
            raise Ends from None
        chosen = str(held.words[place])
        spoken = cast(Words, address.switch("Words", "words", screen.WORDS, chosen))
    headline.title(phrase(page, spoken))
    standing = Standing(
        place, title, file, spoken, bool(held.invented[place]), int(held.fewest[place]),
        about.released_on[0].date(), filters,
    )  # fmt: skip
    if standing.is_invented:
        mark.markdown(f"**{words.INVENTED}**")
    return standing


def choose_place() -> tuple[str, str]:
    """The place that is looked at and what it is called; the page ends where there is none.

    Only those are offered that this visitor may look at, whatever the address says.
    """
    said = st.query_params.get("place", "")
    places = released.places(access.here(), said)
    if not places:
        st.write("Nothing has been released to you yet. Ask whoever sent you here.")
        raise Ends
    if len(places) == 1:
        return next(iter(places.items()))
    place = address.choice("Place", "place", places, default=next(iter(places)), width=240)
    return place, places[place]


def phrase(page: str, spoken: Words) -> str:
    """What a page of partners is called."""
    return vocabulary.phrases(spoken)[f"partner.{page}"]


def may_add(place: str) -> bool:
    """Whether this visitor may add what they noticed: whoever came as nobody may only look."""
    visitor = access.here()
    return bool(visitor.who) and visitor.may("look", place)


def way_to_add(place: str) -> None:
    """Lead to the form for what somebody noticed."""
    if may_add(place):
        way_to("add", ADD, place)


def way_to(page: str, label: str, place: str) -> None:
    """Lead to another page of partners, of the same place in the same words."""
    st.page_link(f"../pages/partner/{page}.py", label=label, query_params=_along(place))


def _along(place: str) -> dict[str, str]:
    """What of this address holds on the next page too."""
    said = {key: st.query_params[key] for key in address.EVERYWHERE if key in st.query_params}
    return said | {"place": place}


def leads(here: Standing) -> dict[str, str]:
    """For each of PAGES, what it says above its picture at first."""
    trust = [Signal("trust", vocabulary.phrases(here.words)["pace.trust"], top=5)]
    return {
        "behaviours": banded.behaviours(here.ask("behaviours", period=None), banded.ALL_TIME),
        "pace": banded.pace(here.ask("pace", behaviour=""), trust),
        "infrastructure": banded.infrastructure(here.ask("infrastructure")),
    }


def yours(here: Standing) -> None:
    """Lead to what this visitor can add, and to what they added before."""
    if may_add(here.place):
        with st.container(border=True):
            way_to("add", ADD, here.place)
            st.text("It takes a minute. You choose who may read it.")
            way_to("mine", MINE, here.place)
            st.text("Read it again, let fewer people read it, or take it back.")


def look(here: Standing) -> Look:
    """How pictures are drawn for this reader, and what is burned in below them."""
    return screen.look(here.footer)


def rows(table: pd.DataFrame, here: Standing, name: str, shown: list[str]) -> None:
    """The rows behind a picture, to read here and to keep as a file."""
    invented = f"{words.INVENTED} " if here.is_invented else ""
    said = {
        "Place": here.title, "Released": words.day(here.released_on),
        "Purpose": f"{invented}{words.PURPOSE}",
    }  # fmt: skip
    kept = "-invented" if here.is_invented else ""
    file_name = f"{name.lower().replace(' ', '-')}-{here.place}{kept}.csv"
    screen.rows(table, name, shown, said, file_name)


def question(page: str, here: Standing) -> None:
    """End the page with an open question, and room to add to it."""
    screen.question(page)
    way_to_add(here.place)


def signals(here: Standing) -> tuple[list[Signal], pd.DataFrame]:
    """Trust and the behaviour that the address or its filter asks for, and what is known."""
    known = here.ask("behaviour_words")
    labels = dict(zip(known.code, known.label, strict=True))
    default = "PAR1" if "PAR1" in labels else next(iter(labels))
    with here.filters:
        code = address.choice("Behaviour", "behaviour", labels, default, width=420)
    trust = vocabulary.phrases(here.words)["pace.trust"]
    drawn = [Signal("trust", trust, top=5), Signal("behaviour", labels[code], top=10)]
    return drawn, here.ask("pace", behaviour=code)


def period(here: Standing) -> tuple[date | None, str]:
    """The stretch of time that the address and its filter ask for, and what it is called."""
    known = here.ask("periods", about="behaviours")
    labels = {ALL_TIME: banded.ALL_TIME} | {
        row.period.date().isoformat(): banded.period(row.period, row.months)
        for row in known.itertuples()
    }
    with here.filters:
        chosen = address.choice("When", "when", labels, default=ALL_TIME, width=240)
    return None if chosen == ALL_TIME else date.fromisoformat(chosen), labels[chosen]
