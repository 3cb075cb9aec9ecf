"""Two signals against each other, a dot for each time; and one of them time by time."""

from __future__ import annotations

import json
import textwrap

import altair as alt
import pandas as pd

from mirror import words
from mirror.charts.paper import (
    Layers,
    Look,
    Picture,
    counted,
    drawn_once,
    finished,
    layered,
    left_axis,
    one_of,
    top_axis,
    wrapped,
)

#: The plot's height, and the width that labels are placed for, in pixels.
HEIGHT, WIDTH, NARROW_WIDTH = 400, 900, 290


@drawn_once
def timing(times: pd.DataFrame, steps: dict[str, str], look: Look) -> Picture:
    """How openly the behaviours are named against how far partners trust each other.

    `times` is what mirror/hypothesis.py makes of queries/timing.sql; `steps` names the steps of
    both scales, as trust_0 to trust_5 and overtness_1 to overtness_4. A dot is a time of which
    enough people spoke both ways; thin lines are their ranges. Nothing joins the dots: the order
    stands beside each.
    """
    placed = times[times.placed].reset_index(drop=True)
    placed = placed.assign(
        told=[
            f"{words.stretch(row.stretch, row.months)}: trust "
            f"{words.between(row.trust_low, row.trust_high)} · {words.people(row.trust_people)}, "
            f"openness {words.between(row.open_low, row.open_high)} · "
            f"{words.people(row.open_people)}"
            for row in placed.itertuples()
        ]
    )
    trust = [steps[f"trust_{step}"] for step in range(6)]
    below = [f"{step}" if look.narrow else f"{step} {label}" for step, label in enumerate(trust)]
    below = ["\n".join(textwrap.wrap(label, 16)) for label in below]
    beside = ["\n".join(textwrap.wrap(steps[f"overtness_{step}"], 14)) for step in range(1, 5)]
    x = alt.X(
        "trust:Q", title=None, scale=alt.Scale(domain=[-0.3, 5.3], nice=False, zero=False),
        axis=alt.Axis(values=list(range(6)), grid=True, gridOpacity=0.35,
                      labelExpr=one_of(below)),
    )  # fmt: skip
    y = alt.Y(
        "open:Q", title=None, scale=alt.Scale(domain=[0.7, 4.3], nice=False, zero=False),
        axis=left_axis(
            f"{json.dumps(beside)}[datum.value - 1]", values=[1, 2, 3, 4], grid=True,
            gridOpacity=0.35,
        ),
    )  # fmt: skip
    told = alt.Tooltip("told:N", title="Then")
    base = alt.Chart(placed).encode(x=x, y=y)
    colour = look.lines[0]
    named = _labels(placed, look)
    silent = pd.DataFrame({"trust": [2.5], "open": [2.5], "said": ["too few people yet"]})
    drawn: Layers = [
        alt.Chart(silent if placed.empty else silent[:0])
        .mark_text(color="currentColor")
        .encode(x=x, y=y, text=alt.Text("said:N")),
        base.mark_rule(stroke=colour, opacity=0.35, strokeWidth=2).encode(
            x=alt.X("trust_low:Q"), x2=alt.X2("trust_high:Q")
        ),
        base.mark_rule(stroke=colour, opacity=0.35, strokeWidth=2).encode(
            y=alt.Y("open_low:Q"), y2=alt.Y2("open_high:Q")
        ),
        base.mark_circle(
            opacity=1, size=160, color=colour, stroke=look.paper, strokeWidth=1
        ).encode(tooltip=told),
        alt.Chart(named)
        .mark_text(align="left", color="currentColor")
        .encode(x=alt.X("left:Q"), y=alt.Y("middle:Q"), text=alt.Text("label:N"), tooltip=told),
    ]
    return finished(layered(drawn, HEIGHT), look)


@drawn_once
def openness(times: pd.DataFrame, steps: dict[str, str], look: Look) -> Picture:
    """Time by time, how many people named the behaviours how openly: a dot for so many."""
    columns = ["step_4", "step_3", "step_2", "step_1"]
    labels = {f"step_{step}": steps[f"overtness_{step}"] for step in range(1, 5)}
    rows = list(wrapped(pd.Series([labels[column] for column in columns]), 24))
    whole = times.assign(at=[place + 0.5 for place in range(len(times))])
    dots = whole.melt(id_vars=["at"], value_vars=columns, var_name="column", value_name="count")
    dots = dots.assign(
        row=dots.column.map(dict(zip(columns, rows, strict=True))),
        fill=look.lines[0], ink="#000000" if look.dark else "#ffffff",
        told=[
            f"{labels[column]}: {words.people(count)}"
            for column, count in zip(dots.column, dots["count"], strict=True)
        ],
    )  # fmt: skip
    heads = _heads(times, look)
    x = alt.X(
        "at:Q", title=None,
        scale=alt.Scale(domain=[0, len(times)], nice=False, zero=False),
        axis=top_axis(heads, values=list(whole["at"]), labelOverlap=False, labelExpr=one_of(heads)),
    )  # fmt: skip
    y = alt.Y(
        "row:N", title=None, scale=alt.Scale(domain=rows),
        axis=left_axis("datum.value", grid=True, gridOpacity=0.35),
    )  # fmt: skip
    base = alt.Chart(dots[dots["count"] > 0]).encode(x=x, y=y)
    sizes = (380, 380) if look.narrow else (420, 1100)
    quiet = alt.Chart(whole[whole.open_people == 0].assign(row=rows[-1], said="quiet"))
    silent = quiet.mark_text(color="currentColor").encode(x=x, y=y, text=alt.Text("said:N"))
    return finished(layered([*counted(base, sizes=sizes), silent], look.step(44)), look)


def _heads(times: pd.DataFrame, look: Look) -> list[str]:
    """What stands above each time: the quarter, or the year alone where there is no room."""
    if look.narrow or len(times) > 12 or times.months.iloc[0] == 12:
        starts = [when.date() for when in times.stretch]
        return [f"{start.year}" if start.month == 1 or not place else ""
                for place, start in enumerate(starts)]  # fmt: skip
    return [
        words.stretch(row.stretch, row.months).replace(" to ", "–").replace(" 2", "\n2")
        for row in times.itertuples()
    ]


def _labels(placed: pd.DataFrame, look: Look) -> pd.DataFrame:
    """A label beside each dot, where it lies on no dot and on no other label.

    The chart does not know how wide it will be drawn: it reckons with a laptop's width, or with
    a phone's. Where no side of a dot is free, the label is left to the table.
    """
    width = NARROW_WIDTH if look.narrow else WIDTH
    across, down = width / 5.6, HEIGHT / 3.6
    dots = [(row.trust * across, row.open * down) for row in placed.itertuples()]
    taken = [(x - 9, y - 9, x + 9, y + 9) for x, y in dots]
    rows = []
    for row, (x, y) in zip(placed.itertuples(), dots, strict=True):
        label = _short(row.stretch, row.months, look)
        wide = 8.2 * len(label)
        # Askew first: straight beside or above a dot, its range would run through the words.
        sides = [
            (x + left, y + up)
            for up in (16, 32)
            for left, up in (
                (10, up), (10, -up), (-10 - wide, up), (-10 - wide, -up),
            )
        ] + [(x + 13, y), (x - 13 - wide, y)]  # fmt: skip
        for left, middle in sides:
            box = (left, middle - 10, left + wide, middle + 10)
            inside = -0.3 * across <= left and left + wide <= 5.3 * across
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                rows.append((left / across, middle / down, label, row.told))
                break
    return pd.DataFrame(rows, columns=["left", "middle", "label", "told"])


def _short(when: pd.Timestamp, months: int, look: Look) -> str:
    if months == 12:
        return f"{when.year}"
    if look.narrow:
        return f"{when:%b %y}"
    return words.stretch(when, months).replace(" to ", "–")


Box = tuple[float, float, float, float]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
