"""What a room scored, each alone first: dots and ranges, before and after talking."""

from __future__ import annotations

import json
from collections.abc import Sequence

import altair as alt
import pandas as pd

from mirror import words
from mirror.charts.paper import (
    BORDER,
    Look,
    Picture,
    counted,
    finished,
    layered,
    left_axis,
    wrapped,
)

#: What the rows of the two turns are called.
TURNS = {1: "", 2: "after talking"}


def scoring(
    table: pd.DataFrame, dots: pd.DataFrame, steps: Sequence[str], first: int, look: Look
) -> Picture:
    """For each subject and turn: how many people at each step, and the range from five people on.

    `table` is judged and has a row a subject and turn; `dots` has subject, turn, score, people.
    `steps` names the steps of the scale from `first` on. Fewer than five people are a number only,
    and where people see two things there is no middle.
    """
    turns = int(table.turn.max()) if len(table) else 1
    names = dict(zip(table.subject, wrapped(table.label, 22 if look.narrow else 34), strict=True))
    rows = {(row.subject, row.turn): f"{row.subject} {row.turn}" for row in table.itertuples()}
    called = {
        key: names[subject] if turn == 1 else TURNS[turn] for (subject, turn), key in rows.items()
    }
    y = alt.Y(
        "row:N", title=None,
        scale=alt.Scale(domain=list(rows.values()), paddingInner=0.1, paddingOuter=0.1),
        axis=left_axis(f"{json.dumps(called)}[datum.value]"),
    )  # fmt: skip
    last = first + len(steps) - 1
    x = alt.X(
        "score:Q", title=None,
        scale=alt.Scale(domain=[first - 0.5, last + 0.5], nice=False),
        axis=alt.Axis(
            values=list(range(first, last + 1)), grid=True, gridColor=BORDER, gridOpacity=0.3,
            orient="top", labelExpr=f"{json.dumps(list(steps))}[datum.value - {first}]",
        ),
    )  # fmt: skip
    table = table.assign(
        row=[rows[row.subject, row.turn] for row in table.itertuples()],
        told=[_said(row) for row in table.itertuples()],
        score=float(first),
    )
    ranged = table[table.state == "range"]
    shown = dots.merge(
        table.loc[table.state.isin(["range", "split"]), ["subject", "turn", "row"]],
        on=["subject", "turn"],
    )
    shown = shown.assign(
        count=shown.people,
        told=[
            f"{words.people(row.people)} at {row.score:g}" for row in shown.itertuples()
        ],
        fill=[look.lines[0] if turn == turns else look.paper for turn in shown.turn],
        ink=[look.paper if turn == turns else look.ink for turn in shown.turn],
    )  # fmt: skip
    silent = table[~table.state.isin(["range", "split"])]
    heard = alt.Tooltip("told:N", title="Heard")
    layers = [
        alt.Chart(ranged)
        .mark_rule(stroke=look.lines[0], opacity=0.3, strokeWidth=16)
        .encode(y=y, x=alt.X("low:Q", title=None), x2=alt.X2("high:Q"), tooltip=heard),
        *counted(alt.Chart(shown).encode(y=y, x=x), sizes=(420, 900)),
        alt.Chart(silent)
        .mark_text(align="left", color="currentColor")
        .encode(y=y, x=x, text=alt.Text("told:N")),
    ]
    step = 46 if turns == 1 else 36
    return finished(layered(layers, look.step(step)), look)


def _said(row: object) -> str:
    """What a row says in words: of how many people, and whether it can bear a range."""
    people = int(row.people)  # type: ignore[attr-defined]
    match row.state:  # type: ignore[attr-defined]
        case "range":
            low, high = row.low, row.high  # type: ignore[attr-defined]
            return f"{words.between(low, high)} · {words.people(people)}"
        case "split":
            return f"seen two ways · {words.people(people)}"
        case "few":
            return f"{words.people(people)}: too few to show where"
        case _:
            return "nobody had a view"
