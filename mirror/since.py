"""What the home page is made of: what this is, a block for each thing since, and “we meet”."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from textwrap import shorten
from typing import Any
from uuid import UUID

import pandas as pd
import streamlit as st

from mirror import panels, record, view, vocabulary, wall, words
from mirror.fields import Form
from mirror.guard import current
from mirror.honesty import ENOUGH_PEOPLE
from mirror.lens import JOINT, Lens

#: As many of one kind as a block names: all of them stand in the table.
NAMED = 3
#: As many characters as a block has of what somebody wrote.
SHORT = 240
#: Below this average gap, in points, people say much the same.
APART = 0.5

#: What this is, on first launch.
LINES = {
    "What it shows": "what people notice about how a place works together, and who is not heard.",
    "It is a mirror": "no ranks, no targets, no verdicts. Every view ends in a question.",
    "What to do next": "talk about the question, look further, and record what you notice.",
}


def what_this_is(lens: Lens) -> None:
    """Say in three lines what this is, to whoever looks at the sample or holds nothing yet."""
    if not wall.is_up() and (panels.is_invented(lens.place) or view.is_bare(lens.place)):
        with st.grid(len(LINES), min_column_width=330):
            for begin, line in LINES.items():
                st.markdown(f"**{begin}:** {line}")


def blocks(found: dict[str, pd.DataFrame], lens: Lens) -> None:
    """A block for each thing since, in a fixed order."""
    phrases = vocabulary.phrases(lens.words)
    told: dict[str, Callable[[pd.DataFrame, Lens], None]] = {
        "noticed": _noticed, "quiet": _quiet, "apart": _apart, "slips": _slips, "now": _now,
        "loops": _loops, "left": _left,
    }  # fmt: skip
    grid = st.grid(2, min_column_width=420, border=True)
    for name, tell in told.items():
        if name == "left" and found[name].empty:
            continue
        with grid.cell():
            # On the wall no question stands between the title and these.
            heading = st.header if wall.is_up() else st.subheader
            heading(phrases[f"home.{name}"], anchor=False)
            tell(found[name], lens)


def we_meet(lens: Lens) -> None:
    """Room to write down that people met: on which day, what for, and how many of them."""
    form = Form("gathering", lens)

    def keep(filled: Form, identity: UUID) -> str:
        day = filled.said("when")
        record.gathering(
            current(), identity, place=lens.place, held_on=day, purpose=filled.said("purpose"),
            people=filled.counted(heads),
        )  # fmt: skip
        return f"the gathering of {words.day(day)}. Next time this page can look back to it"

    opened = st.expander(vocabulary.phrases(lens.words)["home.meet"])
    with opened, st.form("gathering", border=False):
        left, right = st.columns(2)
        with left:
            form.day("When did you meet?")
        with right:
            form.line("What did you meet for?", "purpose")
        heads = form.heads("How many people were there, if you know?")
        form.save_button(keep, ["purpose", *heads])


# --- the blocks ---------------------------------------------------------------------------------


def _noticed(heard: pd.DataFrame, lens: Lens) -> None:
    if not heard.people.any():
        view.nothing_yet(
            "Nobody has written anything down since.", "observation", "Write down what you noticed"
        )
        return
    kinds, sectors, parts = (heard[heard.about == about] for about in ("kind", "sector", "part"))
    lines = [
        f"**{words.counted(int(row.things), row.label)}** by {words.people(row.people)}"
        for row in kinds[kinds.people > 0].itertuples()
    ]
    lines.append(f"Of all these, heard from {words.listed(_counted(sectors[sectors.people > 0]))}")
    silent = sectors[sectors.people == 0].label.map(words.literal).tolist()
    if silent:
        lines.append(f"Nobody from {words.listed(silent, 'or')}")
    unsaid = parts[parts.people == 0].label.map(words.literal).tolist()
    if unsaid:
        lines.append(f"Nobody spoke about {words.listed(unsaid, 'or')}")
    _listed(lines)


def _counted(rows: pd.DataFrame) -> list[str]:
    """Each with how many people spoke of it or for it, such as “Council (9)”."""
    return [f"{words.literal(row.label)} ({row.people})" for row in rows.itertuples()]


def _quiet(quiet: pd.DataFrame, lens: Lens) -> None:
    length, last = lens.until - lens.since, lens.since - timedelta(days=1)
    before = words.period(Lens(lens.place, last - length, last))
    if quiet.empty:
        st.write(f"Nothing that was spoken of from {before} has gone quiet.")
        return
    st.write(
        f"Spoken of from {before}, and not since; in brackets, by how many people. "
        "Quiet is not worse."
    )
    lines = []
    for kind, rows in quiet.groupby("kind_label", sort=False):
        # Those that most people spoke of before, in their own fixed order.
        named = rows.loc[rows.people.nlargest(NAMED).index.sort_values()]
        more = [f"{len(rows) - NAMED} more"] if len(rows) > NAMED else []
        lines.append(
            f"**{words.counted(len(rows), str(kind))}**: {'; '.join(_counted(named) + more)}"
        )
    _listed(lines)


def _apart(apart: pd.DataFrame, lens: Lens) -> None:
    if apart.empty:
        st.write(
            f"No behaviour was spoken of by {ENOUGH_PEOPLE} people or more in one part: "
            "too few to tell."
        )
        return
    differ = apart[apart.gap >= APART]
    if differ.empty:
        st.write(f"Wherever {ENOUGH_PEOPLE} people or more spoke, they said much the same.")
    period = {"since": lens.since.isoformat(), "until": lens.until.isoformat()}
    for row in differ.itertuples():
        st.markdown(
            f"**{words.literal(row.label)}**: {words.people(row.people)}. {words.apart(row.gap)}"
        )
        st.page_link(
            "../pages/behaviours.py", label="Look inside",
            query_params={"place": lens.place, **period, "cell": row.behaviour + JOINT + row.part},
        )  # fmt: skip


def _slips(named: pd.DataFrame, lens: Lens) -> None:
    if named.empty:
        view.nothing_yet(
            "Nobody has named a slip or a recovery.", "event", "Name a slip or a recovery"
        )
    _events(named)


def _now(named: pd.DataFrame, lens: Lens) -> None:
    if named.empty:
        view.nothing_yet(
            "Nobody has named a pressure, or energy.", "event", "Name a pressure or energy"
        )
    _events(named)


def _events(named: pd.DataFrame) -> None:
    for _, rows in named.groupby("kind_label", sort=False):
        _some(rows, _event)


def _event(row: Any) -> None:
    st.markdown(f"**{words.literal(row.kind_label)}:** {words.literal(row.title)}")
    when = words.span(row.started_on, row.ended_on)
    st.text(f"{when}: {_short(row.note)}" if isinstance(row.note, str) else when)


def _loops(due: pd.DataFrame, lens: Lens) -> None:
    if due.empty:
        st.write("Nothing is due to be looked at again.")
        return
    _some(due, _loop)
    st.page_link("../pages/learning.py", label="Look at them again")


def _loop(row: Any) -> None:
    st.markdown(f"**{words.literal(row.question)}**")
    when, assumed = f"Due {words.day(row.revisit_on)}.", row.assumption_before
    st.text(f"{when} We assumed: {_short(assumed)}" if isinstance(assumed, str) else when)


def _left(left: pd.DataFrame, lens: Lens) -> None:
    _some(left, _one_left)


def _one_left(row: Any) -> None:
    st.markdown(f"**{record.REMARKS[row.kind]}:** {words.literal(_short(row.said))}")
    if promised := words.promised(row.who, row.by_when):
        st.text(promised)


def _some(rows: pd.DataFrame, tell: Callable[[Any], None]) -> None:
    """Tell of the first few rows, and say how many more there are."""
    for row in rows.head(NAMED).itertuples():
        tell(row)
    if len(rows) > NAMED:
        st.text(f"{len(rows) - NAMED} more in the table below.")


def _short(text: str) -> str:
    """The text's beginning: all of it stands in the table."""
    return shorten(text, SHORT, placeholder=" …")


def _listed(lines: list[str]) -> None:
    st.markdown("\n".join(f"- {line}" for line in lines))
