"""Help given and received: a dot an act, on either side of each party's name; nobody is ranked."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from mirror import words
from mirror.charts.paper import (
    BORDER,
    Layers,
    Look,
    Picture,
    centred,
    drawn_once,
    finished,
    layered,
    left_axis,
)

#: More acts than these on one side of a party are a number.
MOST_DOTS = 20
#: More dots than these in the whole picture, and fewer on a side become a number.
ALL_DOTS = 1_500
#: There is room for so many even where nobody gave as much: dots stand close to the middle.
FEWEST_DOTS = 9
#: What stands above the parties, in a row whose name does not show.
LEGEND_ROW = "\u2063"
LEGEND = "● not about our own objectives   ○ about them   ◆ not said"
#: How an act is drawn, by whether it went beyond our own objectives.
BEYOND, WITHIN, UNSAID = "beyond", "within", "unsaid"


@drawn_once
def approach(table: pd.DataFrame, phrases: Mapping[str, str], look: Look) -> Picture:
    """What each party gave, to the left, and what it received, to the right.

    `table` is the answer to queries/approach.sql, `phrases` names both sides. Parties stand in the
    order of the alphabet, acts in the order of time from the middle outwards. A narrow screen gets
    a row of words for each party.
    """
    acts = _sides(table)
    if acts.empty:
        nothing = pd.DataFrame({"said": ["nobody has written down any help yet"]})
        said = alt.Chart(nothing).mark_text(color="currentColor").encode(text=alt.Text("said:N"))
        return finished(layered([said], 80), look)
    if look.narrow:
        return finished(_as_list(acts, phrases, look), look)
    rows = list(dict.fromkeys(acts.party))
    names = dict(zip(rows, _two_lines(rows, 30), strict=True))
    counts = acts.groupby(["party", "side"], sort=False).id.transform("size")
    limit = next(dots for dots in (MOST_DOTS, 10, 5, 0) if (counts <= dots).sum() <= ALL_DOTS)
    most = min(max(int(acts.nth.max()), FEWEST_DOTS), MOST_DOTS)
    y = alt.Y(
        "row:N", title=None, scale=alt.Scale(domain=[LEGEND_ROW, "", *rows]),
        axis=left_axis(
            f"{json.dumps(names)}[datum.value]", values=rows, grid=True, gridColor=BORDER,
            gridOpacity=0.25,
        ),
    )  # fmt: skip
    x = alt.X(
        "at:Q", title=None, axis=None,
        scale=alt.Scale(domain=[-most - 1, most + 1], nice=False, zero=False),
    )  # fmt: skip
    many = acts[counts > limit].drop_duplicates(["party", "side"])
    many = many.assign(
        said=[words.counted(count, "act") for count in counts[many.index]], at=many.side
    )
    drawn: Layers = _dots(acts[counts <= limit], x, y, look)
    middle = pd.DataFrame({"at": [0], "row": [""], "to": [rows[-1]]})
    heads = pd.DataFrame(
        {
            "row": [""] * 2, "at": [-1, 1],
            "said": [f"← {phrases['approach.gave']}", f"{phrases['approach.received']} →"],
        }
    )  # fmt: skip
    legend = pd.DataFrame({"row": [LEGEND_ROW], "at": [0], "said": [LEGEND]})
    ends: Sequence[tuple[int, Literal["left", "right"]]] = ((-1, "right"), (1, "left"))
    sides: Sequence[tuple[pd.DataFrame, Literal["bold", "normal"]]] = (
        (heads, "bold"), (many, "normal"),
    )  # fmt: skip
    drawn += [
        alt.Chart(middle)
        .mark_rule(stroke=BORDER, strokeWidth=1.5)
        .encode(x=x, y=y, y2=alt.Y2("to:N")),
        alt.Chart(legend).mark_text(color="currentColor").encode(x=x, y=y, text=alt.Text("said:N")),
        *(
            alt.Chart(said[said["at"] == at])
            .mark_text(align=align, fontWeight=weight, color="currentColor")
            .encode(x=x, y=y, text=alt.Text("said:N"))
            for said, weight in sides
            for at, align in ends
        ),
    ]
    step = 46 if any("\n" in name for name in names.values()) else 34
    return finished(layered(drawn, look.step(step)), look)


def _two_lines(names: Sequence[str], width: int) -> list[str]:
    """The names, each in two lines at most; the table below has them whole."""
    return ["\n".join(textwrap.wrap(name, width, max_lines=2, placeholder=" …")) for name in names]


def _sides(table: pd.DataFrame) -> pd.DataFrame:
    """Each act twice: once beside who gave it, once beside who received it."""
    told = [
        words.day(row.observed_on) + (f" · it met: {row.pressure_met}" if _said(row) else "")
        for row in table.itertuples()
    ]
    looks = [_look(beyond) for beyond in table.beyond_objectives]
    both = pd.concat(
        [
            table.assign(party=table[party], other=table[other], side=side, told=told, looks=looks)
            for party, other, side in (("given_by", "given_to", -1), ("given_to", "given_by", 1))
        ]
    )
    if both.empty:
        return both.assign(nth=0, at=0.0)
    both = both.sort_values("party", key=lambda names: names.str.casefold(), kind="stable")
    both = both.assign(
        nth=both.groupby(["party", "side"]).cumcount() + 1, row=both.party
    ).reset_index(drop=True)
    return both.assign(at=both.side * both.nth.clip(upper=MOST_DOTS))


def _said(row: Any) -> bool:
    return isinstance(row.pressure_met, str)


def _look(beyond: Any) -> str:
    return UNSAID if pd.isna(beyond) else BEYOND if beyond else WITHIN


def _dots(acts: pd.DataFrame, x: alt.X, y: alt.Y, look: Look) -> Layers:
    """Filled beyond our own objectives, open within them, a small diamond where it is not said."""
    colour = look.lines[0]
    told = [
        alt.Tooltip("title:N", title="What"),
        alt.Tooltip("other:N", title="With"),
        alt.Tooltip("told:N", title="When"),
    ]
    marks: dict[str, dict[str, Any]] = {
        BEYOND: {"shape": "circle", "size": 200, "fill": colour},
        WITHIN: {"shape": "circle", "size": 180, "fill": look.paper, "strokeWidth": 3},
        UNSAID: {"shape": "diamond", "size": 90, "fill": BORDER, "stroke": BORDER},
    }
    return [
        alt.Chart(acts[acts.looks == drawn])
        .mark_point(**{"stroke": colour, "opacity": 1, **mark})
        .encode(x=x, y=y, tooltip=told)
        for drawn, mark in marks.items()
    ]


def _as_list(acts: pd.DataFrame, phrases: Mapping[str, str], look: Look) -> Picture:
    sides = {-1: phrases["approach.gave"], 1: phrases["approach.received"]}
    rows = []
    for party, held in acts.groupby("party", sort=False):
        counts = held.side.value_counts()
        said = [f"{sides[side]} {counts[side]}" for side in sides if side in counts]
        rows.append({"row": party, "side": party, "said": "\n".join(said)})
    table = pd.DataFrame(rows)
    table = table.assign(side=_two_lines(list(table.side), 22))
    y = alt.Y("row:N", title=None, axis=None, scale=alt.Scale(domain=list(table.row)))
    base = alt.Chart(table).encode(y=y)
    return layered(
        [
            base.mark_text(
                align="left", color="currentColor", lineBreak="\n", dy=centred("side")
            ).encode(x=alt.XValue(2), text=alt.Text("side:N")),
            base.mark_text(
                align="right", dx=-4, color="currentColor", lineBreak="\n", dy=centred("said")
            ).encode(x=alt.XValue("width"), text=alt.Text("said:N")),
        ],
        alt.Step(46),
    )
