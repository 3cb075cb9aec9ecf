"""Two sides of each relationship on one scale: where they meet, and where they differ."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from mirror import words
from mirror.charts.paper import (
    BORDER,
    LINE,
    Layers,
    Look,
    Picture,
    drawn_once,
    finished,
    in_pixels,
    layered,
    one_of,
    top_axis,
)

#: Both scales, of trust and of working together, run from 0 to this.
TOP = 5
#: From one pair's last line to the next pair's first, in pixels.
BETWEEN = 26
#: Who may speak of a pair: told apart by the line that a mark stands on, and by its shape.
SHAPES = {"one": "circle", "other": "square", "onlooker": "diamond"}
MARKS = {"one": "●", "other": "■", "onlooker": "◆"}


class _Rows(NamedTuple):
    """What is drawn of the pairs, each thing with its place down the view in pixels."""

    texts: list[dict[str, Any]]
    marks: list[dict[str, Any]]
    joints: list[dict[str, Any]]
    rules: list[dict[str, Any]]
    height: float


@drawn_once
def relationships(
    table: pd.DataFrame, steps: Mapping[str, str], until: date, look: Look
) -> Picture:
    """Who with whom: for each pair a line for each side, with its latest view from 0 to 5.

    `table` is the answer to queries/relationships.sql, `steps` names "0" to "5", `until` is the
    last day of the period. The two sides' marks are joined, by a broad line where they differ.
    """
    rows = _laid_out(table, steps, until, look)
    only_numbers = look.narrow or look.tight
    heads = [
        "\n".join([f"{step}", *([] if only_numbers else textwrap.wrap(steps[f"{step}"], 12))])
        for step in range(TOP + 1)
    ]
    x = alt.X(
        "at:Q", title=None,
        scale=alt.Scale(domain=[-0.3, TOP + 0.3], nice=False, zero=False),
        axis=top_axis(heads, values=list(range(TOP + 1)), labelOverlap=False,
                       labelExpr=one_of(heads)),
    )  # fmt: skip
    return finished(layered(_drawn(rows, x, look), rows.height), look)


def agreement(row: Any) -> str:
    """What is heard of a pair: whether its two sides see it alike, or who is not heard yet."""
    one, other = not pd.isna(row.one_says), not pd.isna(row.other_says)
    if one and other and row.one_says == row.other_says:
        return f"Both sides say {row.one_says:g}"
    if one and other:
        return f"The two sides see it differently: {row.one_says:g} and {row.other_says:g}"
    if one or other:
        value = row.one_says if one else row.other_says
        return f"One side says {value:g}, the other side is not heard yet"
    return "Neither side is heard yet" if row.people else "Nobody looked at it in this period"


def _laid_out(table: pd.DataFrame, steps: Mapping[str, str], until: date, look: Look) -> _Rows:
    """Each pair's voices, a line for each, and what is said of them.

    The names stand beside their lines; on a narrow screen all above them, each with its mark.
    """
    rows = _Rows([], [], [], [], 0)
    below = 4.0
    for row in table.itertuples():
        voices = [("one", row.party, row.one_says), ("other", row.other_party, row.other_says)]
        if not pd.isna(row.onlooker_says):
            voices.append(("onlooker", "Somebody who looks on", row.onlooker_says))
        top, lanes = below, []
        for voice, name, _ in voices:
            called, width = (f"{MARKS[voice]} {name}", 38) if look.narrow else (name, 28)
            lines = textwrap.wrap(called, width)
            rows.texts.append(_text("name", lines, below))
            lanes.append(below + LINE * len(lines) / 2)
            below += LINE * len(lines) + (0 if look.narrow else 6)
        if look.narrow:
            lanes = [below + LINE * (place + 0.8) for place in range(len(voices))]
            below = lanes[-1] + 0.8 * LINE
        for (voice, name, value), lane in zip(voices, lanes, strict=True):
            if not pd.isna(value):
                told = f"{name}: {value:g}, {steps[f'{value:g}']}"
                rows.marks.append({"voice": voice, "at": value, "down": lane, "told": told})
        if not (pd.isna(row.one_says) or pd.isna(row.other_says)):
            rows.joints.append(
                {"at": row.one_says, "to": row.other_says, "down": lanes[0], "to_down": lanes[1],
                 "width": 1.5 if row.one_says == row.other_says else 5}
            )  # fmt: skip
        said = [
            line
            for sentence in (agreement(row), words.last_looked_at(row.last_day, until))
            for line in textwrap.wrap(sentence, 42)
        ]
        said_from = below if look.narrow else top
        rows.texts.append(_text("said", said, said_from))
        below = max(below, said_from + LINE * len(said)) + BETWEEN
        rows.rules.append({"down": below - BETWEEN / 2})
    return rows._replace(height=below - BETWEEN / 2)


def _text(side: str, lines: list[str], top: float) -> dict[str, Any]:
    return {"side": side, "text": "\n".join(lines), "down": top + LINE / 2}


def _drawn(rows: _Rows, x: alt.X, look: Look) -> Layers:
    texts, marks, joints, rules = map(pd.DataFrame, rows[:4])
    steps = pd.DataFrame({"at": range(TOP + 1)})
    kinds = list(SHAPES)
    colours = [look.lines[0], look.lines[2], look.ink]
    names = alt.Chart(texts[texts.side == "name"]).mark_text(
        align="left" if look.narrow else "right", dx=0 if look.narrow else -12,
        color="currentColor", lineBreak="\n",
    )  # fmt: skip
    said = alt.Chart(texts[texts.side == "said"]).mark_text(
        align="left", dx=0 if look.narrow else 12, color="currentColor", lineBreak="\n"
    )
    left, right = alt.XValue(0), alt.XValue(0 if look.narrow else "width")
    text, down = alt.Text("text:N"), in_pixels("down")
    return [
        alt.Chart(steps)
        .mark_rule(stroke=BORDER, opacity=0.35)
        .encode(x=x, y=alt.YValue(0), y2=alt.Y2Value(rows.height)),
        alt.Chart(rules).mark_rule(stroke=BORDER, opacity=0.35).encode(y=down),
        alt.Chart(joints)
        .mark_rule(stroke=BORDER)
        .encode(
            x=x, x2=alt.X2("to:Q"), y=down, y2=alt.Y2("to_down:Q"),
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
        ),
        alt.Chart(marks)
        .mark_point(filled=True, size=260, opacity=1, stroke=look.paper, strokeWidth=1.5)
        .encode(
            x=x, y=down, tooltip=alt.Tooltip("told:N", title="Says"),
            shape=alt.Shape("voice:N", legend=None,
                            scale=alt.Scale(domain=kinds, range=list(SHAPES.values()))),
            fill=alt.Fill("voice:N", legend=None, scale=alt.Scale(domain=kinds, range=colours)),
        ),
        names.encode(x=left, y=down, text=text),
        said.encode(x=right, y=down, text=text),
    ]  # fmt: skip
