"""Which heatmap the page of behaviours shows: folded into families, one time, or two."""

from __future__ import annotations

from datetime import date

import streamlit as st

from mirror import (
    address,
    asking,
    charts,
    headlines,
    honesty,
    one_cell,
    panels,
    reading,
    screen,
    tables,
    view,
    wall,
)
from mirror.ask import ask
from mirror.charts import Look
from mirror.lens import Lens
from mirror.panels import ALL, FOLDED, Shown

NAME = "Behaviours heatmap"
ONE_TIME = "none"
#: How the sectors are weighed where several spoke of a cell.
WEIGHTS = {"heard": "As heard", "equal": "Each sector alike"}
#: Whose votes count where two times stand side by side.
PEOPLE = {"all": "All who spoke", "same": "Those who spoke both times"}


def choose(lens: Lens) -> Shown:
    """What the address and the choices above the picture ask for."""
    families = ask("family_words", lens)
    labels = dict(zip(families.code, families.label, strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom", key="heatmap"):
        family = address.choice(
            "Behaviours", "family",
            {ALL: "All of them", FOLDED: "Folded, for a first look"} | labels,
            default=ALL, width=260,
        )  # fmt: skip
        if family == FOLDED:
            return Shown(family)
        times = {ONE_TIME: "One time"} | panels.days(lens)
        chosen = address.choice("Two times side by side", "split", times, ONE_TIME, width=420)
        if chosen == ONE_TIME:
            weight = address.choice("Weight", "weight", WEIGHTS, default="heard", width=200)
            return Shown(family, equal_weight=weight == "equal")
        people = address.choice("Who counts", "people", PEOPLE, default="all", width=280)
    return Shown(family, date.fromisoformat(chosen), same_people=people == "same")


def draw(lens: Lens, shown: Shown, look: Look) -> None:
    """Draw the heatmap that was chosen, with its headline, how to read it, and its rows."""
    if shown.is_folded:
        _folded(lens, look)
    elif shown.split:
        _two_times(lens, shown, shown.split, look)
    else:
        _one_time(lens, shown, look)


def worth_asking(lens: Lens, shown: Shown) -> None:
    """Where two times stand side by side, say what is worth asking about since the first."""
    if shown.split and not wall.is_up():
        asking.since(lens, shown.split, panels.of_family(ask("behaviours", lens), shown))


def _folded(lens: Lens, look: Look) -> None:
    """Each family as one row: who was heard, and nothing more."""
    families = ask("families", lens)
    st.markdown(headlines.families(families))
    screen.picture(charts.families(families, look), NAME, "folded", _unfold)
    screen.key(f"{reading.FAMILIES} Click one to open its family.")
    columns = ["Family", "Part", "People", "Behaviours spoken of"]
    view.rows(tables.families(families), lens, NAME, columns)


def _unfold() -> None:
    """Open the family that was clicked."""
    picked = st.session_state.folded.selection.get("cell", [])
    if picked:
        address.choose("family", picked[0]["family"])


def _one_time(lens: Lens, shown: Shown, look: Look) -> None:
    """The cells of the whole period."""
    with screen.waiting():
        heard = panels.of_family(honesty.judged(ask("behaviours", lens)), shown)
        table = panels.alike_weighed(heard, lens) if shown.equal_weight else heard
    st.markdown(headlines.behaviours(heard))
    screen.picture(charts.behaviours(table, look), NAME, "behaviours", one_cell.pick)
    # Below the picture, since it is asked of everybody's votes once more.
    if moved := headlines.weighed(heard, panels.alike_weighed(heard, lens)):
        st.markdown(moved)
    screen.key(reading.BEHAVIOURS)
    columns = ["Behaviour", "Part", "Heard", "Two people differ by"]
    view.rows(tables.behaviours(table), lens, NAME, columns)


def _two_times(lens: Lens, shown: Shown, split: date, look: Look) -> None:
    """Each cell twice: before the day that parts the period, and since."""
    with screen.waiting():
        then, now = panels.two_times(lens, shown, split)
    st.markdown(headlines.two_times(then, now, split, shown.same_people))
    screen.picture(charts.two_times(then, now, look), NAME, "behaviours", one_cell.pick)
    screen.key(
        "Each cell twice: the range before, and since, each with its people. Fewer than 5 who said "
        "how strongly: only how many spoke. A dash: nobody. Other people may have spoken since: "
        "choose “those who spoke both times” to see whether the same people see it otherwise. "
        "Where the ranges overlap, it is not enough to tell."
    )
    columns = ["Where", "Before", "Since"]
    view.rows(tables.two_times(then, now), lens, NAME, columns)
