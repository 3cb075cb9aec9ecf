"""What is worth asking about since a gathering: named slips first, then who returned and moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from mirror import honesty, screen, words
from mirror.ask import ask
from mirror.lens import Lens

#: What is asked of a cell that returning people put lower, and of one that they put higher.
ASKED = {
    "slipping": ("lower", "What happened? What pulled us back?"),
    "maturing": ("higher", "What happened? What helped?"),
}


def since(lens: Lens, split: date, heard: pd.DataFrame) -> None:
    """Say what is worth asking about since a day; where that cannot be told, say why.

    The reference is a gathering that the group chose; a day that is none gives no reference.
    `heard` names the cells, in their order.
    """
    st.header(f"Worth asking about, since {words.day(split)}", anchor=False)
    _named(lens, split)
    met = sorted(row.held_on.date() for row in ask("gatherings", lens).itertuples())
    if split not in met:
        st.write("Choose a gathering above to see what the same people put lower or higher.")
        return
    page = _page(lens, split, [day for day in met if split < day <= lens.until], heard)
    asked = page[page.asked != "not enough to tell"]
    for row in asked.itertuples():
        _ask(row)
    returned = int((page.people >= honesty.ENOUGH_PEOPLE).sum())
    if not returned:
        st.write(
            "Different people spoke before and since, so this cannot tell change from who was in "
            "the room."
        )
    elif asked.empty:
        st.write(
            f"In {words.counted(returned, 'cell')} 5 or more people spoke both times. It is not "
            "enough to tell whether anything moved, which is not the same as no change."
        )
    _mixes(lens, split)


def _named(lens: Lens, split: date) -> None:
    """The slips and recoveries that somebody named: no test overrules them."""
    events = ask("events", replace(lens, since=split))
    for row in events[events.kind.isin(["slip", "recovery"])].itertuples():
        when = words.span(row.started_on, row.ended_on)
        st.markdown(f"**{row.kind_label}, as people named it:** {words.literal(row.title)}, {when}")


def _page(lens: Lens, split: date, later: list[date], heard: pd.DataFrame) -> pd.DataFrame:
    """A row for each cell: what returning people changed now, and in the stretch before that.

    Now is since the latest gathering; the stretch before it begins at the gathering before that.
    """
    starts = [split, *later]
    now = _changes(lens, split, starts[-1], lens.until)
    columns = ["behaviour", "part", "people", "mean", "spread"]
    if len(starts) > 1:
        before = _changes(lens, split, starts[-2], starts[-1] - timedelta(days=1))
    else:
        before = pd.DataFrame(columns=columns)
    cells = heard[["behaviour", "behaviour_label", "part", "part_label"]].drop_duplicates()
    key = ["behaviour", "part"]
    page = cells.merge(now[columns], how="left", on=key).merge(
        before[columns], how="left", on=key, suffixes=("", "_before")
    )
    figures = ["people", "mean", "spread", "people_before", "mean_before", "spread_before"]
    return honesty.worth_asking(page.assign(**page[figures].astype(float).fillna(0)))


def _changes(lens: Lens, split: date, now_since: date, now_until: date) -> pd.DataFrame:
    return ask("changes", lens, split=split, now_since=now_since, now_until=now_until)


def _ask(row: Any) -> None:
    way, question = ASKED[row.asked]
    cell = f"“{words.literal(row.behaviour_label)}” in {words.literal(row.part_label)}"
    st.markdown(
        f"**{words.people(int(row.people))}** who spoke both times put {cell} {way}. {question}"
    )


def _mixes(lens: Lens, split: date) -> None:
    """For each behaviour, how much is people seeing it differently, and how much other people."""
    table = ask("mixes", lens, split=split)
    if table.empty:
        return
    rows = []
    labels = ask("behaviour_words", lens)
    for behaviour, label in zip(labels.code, labels.label, strict=True):
        said = table[table.behaviour == behaviour]
        sides = [
            {row.part: (int(row.people), float(row.mean)) for row in said[side].itertuples()}
            for side in (~said.since, said.since)
        ]
        counts = [sum(people for people, _ in side.values()) for side in sides]
        if min(counts) < honesty.ENOUGH_PEOPLE:
            continue
        mix = honesty.kitagawa_of(*sides)
        rows.append(
            {
                "Behaviour": words.literal(label),
                "Seen otherwise": _moved(mix.seen_differently),
                "Other people": _moved(mix.other_people),
                "Votes before": counts[0],
                "Votes since": counts[1],
            }
        )
    if not rows:
        return
    with st.expander("How much is seen differently, and how much is who spoke"):
        st.write(
            "The whole place, all who spoke. The first is how far the same parts moved; the second "
            "how far other parts made themselves heard. Points from 0 to 10, to the half."
        )
        name = "Seen differently, or other people"
        read = pd.DataFrame(rows)[screen.fitting(list(rows[0]))]
        st.table(read, hide_index=True, border="horizontal", alt=name)


def _moved(points: float) -> str:
    """A move to the half point, with its sign in words."""
    half = words.half(abs(points))
    return "none" if half == "0" else f"{half} {'higher' if points > 0 else 'lower'}"
