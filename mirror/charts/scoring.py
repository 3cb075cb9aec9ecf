"""What a room scored, each alone first: dots and ranges, before and after talking."""

from __future__ import annotations

import json
from collections.abc import Sequence

import altair as alt
import pandas as pd

from mirror import words
from mirror.charts.paper import (
    BORDER,
    Layers,
    Look,
    Picture,
    finished,
    layered,
    left_axis,
    top_axis,
    wrapped,
)

#: How far above and below the middle of a row the two turns stand, in pixels.
APART = 10


def scoring(
    table: pd.DataFrame, dots: pd.DataFrame, steps: Sequence[str], first: int, look: Look
) -> Picture:
    """For each subject and turn: how many people at each step, and the range from five people on.

    `table` is judged and has a row a subject and turn; `dots` has subject, turn, score, people.
    `steps` names the steps of the scale from `first` on. Fewer than five people are a number only,
    and where people see two things there is no middle. With a second turn the first stands above
    it, its dots open.
    """
    labels = dict(zip(table.subject, wrapped(table.label, 22 if look.narrow else 34), strict=True))
    y = alt.Y(
        "subject:N", title=None,
        scale=alt.Scale(domain=list(labels), paddingInner=0.1, paddingOuter=0.3),
        axis=left_axis(f"{json.dumps(labels)}[datum.value]"),
    )  # fmt: skip
    called, last = wrapped(pd.Series(list(steps)), 16), first + len(steps) - 1
    marks = pd.DataFrame({"score": [float(step) for step in range(first, last + 1)]})
    x = alt.X(
        "score:Q", title=None,
        scale=alt.Scale(domain=[first - 0.5, last + 0.5], nice=False),
        axis=top_axis(
            called, values=list(range(first, last + 1)), labelOverlap=False,
            labelExpr=f"{json.dumps([step.split(chr(10)) for step in called])}"
            f"[datum.value - {first}]",
        ),
    )  # fmt: skip
    turns = sorted(set(table.turn))
    table = table.assign(told=[_said(row) for row in table.itertuples()], score=float(first))
    layers: Layers = [alt.Chart(marks).mark_rule(stroke=BORDER, opacity=0.3).encode(x=x)]
    for turn in turns:
        beside = 0 if len(turns) == 1 else -APART if turn == 1 else APART
        mine = table[table.turn == turn]
        layers += _turn(mine, dots[dots.turn == turn], x, y, beside, turn == turns[-1], look)
    return finished(layered(layers, look.step(46 if len(turns) == 1 else 58)), look)


def _turn(
    table: pd.DataFrame, dots: pd.DataFrame, x: alt.X, y: alt.Y, beside: int, is_last: bool,
    look: Look,
) -> Layers:  # fmt: skip
    """One turn of every subject, so far above or below the middle of its row."""
    shown = dots[dots.subject.isin(table[~table.state.isin(["few", "unheard"])].subject)]
    shown = shown.assign(
        told=[f"{words.people(row.people)} at {row.score:g}" for row in shown.itertuples()]
    )
    # What nobody had a view of in either turn is said once.
    few, silent = table[table.state == "few"], table[table.state.eq("unheard") & is_last]
    heard = alt.Tooltip("told:N", title="Heard")
    colour = look.lines[0]
    fill, ink = (colour, look.paper) if is_last else (look.paper, look.ink)
    return [
        alt.Chart(table[table.state == "range"])
        .mark_rule(stroke=colour, opacity=0.3, strokeWidth=14, yOffset=beside)
        .encode(y=y, x=alt.X("low:Q", title=None), x2=alt.X2("high:Q"), tooltip=heard),
        alt.Chart(shown)
        .mark_circle(
            opacity=1, size=380, fill=fill, stroke=BORDER, strokeWidth=1, yOffset=beside
        )
        .encode(y=y, x=x, tooltip=heard),
        alt.Chart(shown)
        .mark_text(color=ink, yOffset=beside, fontSize=look.size - 2)
        .encode(y=y, x=x, text=alt.Text("people:Q"), tooltip=heard),
        *(
            alt.Chart(rows)
            .mark_text(align="left", color="currentColor", yOffset=at)
            .encode(y=y, x=x, text=alt.Text("told:N"))
            for rows, at in ((few, beside), (silent, 0))
        ),
    ]  # fmt: skip


def _said(row: object) -> str:
    """What a row says in words: of how many people, and whether it can bear a range."""
    people = int(row.people)  # type: ignore[attr-defined]
    match row.state:  # type: ignore[attr-defined]
        case "range":
            low, high = row.low, row.high  # type: ignore[attr-defined]
            return f"{words.between(low, high)} · {words.people(people)}"
        case "split":
            return f"seen two ways · {words.people(people)}"
        case "counted":
            return words.people(people)
        case "few":
            return f"{words.people(people)}: too few to show where"
        case _:
            return "nobody had a view"
