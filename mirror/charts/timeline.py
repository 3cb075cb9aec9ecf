"""The timeline: signals above, what was going on below, on one axis of time."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

import altair as alt
import pandas as pd

from mirror import honesty, words
from mirror.charts.heatmap import cell_text
from mirror.charts.paper import (
    BORDER,
    Layers,
    Look,
    Picture,
    centred,
    finished,
    in_pixels,
    layered,
    one_of,
    top_axis,
)

#: The heights of the timeline's parts, in pixels.
LANE, HEAD, FOOT = 130, 40, 30


@dataclass(frozen=True)
class Signal:
    """One of the timeline's lanes: its name in the table, its title, and the top of its scale."""

    name: str
    title: str
    top: float


@dataclass(frozen=True)
class Times:
    """The timeline's stretches of time: when each begins, and how many months one lasts."""

    starts: tuple[date, ...]
    months: int

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.starts)

    @property
    def are_many(self) -> bool:
        """Whether there is no room for a word under each."""
        return self.count > 12

    def along(self, day: date) -> float:
        """How many stretches into the timeline a day stands, between 0 and `count`."""
        first = self.starts[0]
        months = (day.year - first.year) * 12 + day.month - first.month + (day.day - 1) / 31
        return min(max(months / self.months, 0.0), float(self.count))

    def labels(self, look: Look) -> list[str]:
        """A label for each, or for each year where there is no room for more."""
        if self.months == 12:
            return [f"{start.year}" for start in self.starts]
        if not (look.narrow or self.are_many):
            return [
                f"{start:%b}–{date(2000, start.month + 2, 1):%b}\n{start.year}"
                for start in self.starts
            ]
        return [
            # The first year is left out where the next would run into it.
            f"{start.year}" if start.month == 1 or (place == 0 and start.month < 10) else ""
            for place, start in enumerate(self.starts)
        ]


def pace(
    table: pd.DataFrame,
    dots: pd.DataFrame,
    events: pd.DataFrame,
    signals: Sequence[Signal],
    look: Look,
) -> Picture:
    """The pace timeline: a lane for each signal, and what was going on below, on one time axis.

    `table` and `dots` are the answers to queries/pace.sql (judged) and queries/pace_dots.sql,
    `events` to queries/events.sql. Points are linked only where five or more people spoke in
    both times. Everything stands in one view, so that a pressure's band crosses all lanes.
    """
    times = Times(
        tuple(when.date() for when in table.stretch.drop_duplicates()), int(table.months.iloc[0])
    )
    lanes = {signal.name: place * (HEAD + LANE + FOOT) for place, signal in enumerate(signals)}
    below = len(signals) * (HEAD + LANE + FOOT) + HEAD
    going_on = _packed(events, times, below, look)
    height = float(max(going_on.bottom, default=below)) + 12
    labels = times.labels(look)
    x = alt.X(
        "at:Q", title=None,
        scale=alt.Scale(domain=[0, times.count], nice=False, zero=False),
        axis=top_axis(
            labels, values=[place + 0.5 for place in range(times.count)], labelOverlap=False,
            labelExpr=one_of(labels),
        ),
    )  # fmt: skip
    drawn: Layers = _bands(going_on, x, height, look)
    for signal in signals:
        top = lanes[signal.name] + HEAD
        drawn += _lane(
            table[table.signal == signal.name], dots[dots.signal == signal.name],
            signal, times, top, x, look,
        )  # fmt: skip
    drawn += _what_was_going_on(going_on, below, x, look)
    return finished(layered(drawn, height), look)


def _lane(
    table: pd.DataFrame, dots: pd.DataFrame, signal: Signal, times: Times,
    top: float, x: alt.X, look: Look,
) -> Layers:  # fmt: skip
    def down(value: float) -> float:
        return top + LANE * (1 - value / signal.top)

    middle = {start: place + 0.5 for place, start in enumerate(times.starts)}
    table = table.assign(at=[middle[when.date()] for when in table.stretch], foot=top + LANE + 18)
    table = table.assign(
        said=[
            f"{people}" if people else ("–" if look.narrow or times.are_many else "quiet")
            for people in table.people
        ],
        told=[
            f"{words.stretch(row.stretch, row.months)}: {cell_text(row).replace(chr(10), ', ')}"
            for row in table.itertuples()
        ],
    )
    ranged = table[table.state == "range"]
    ranged = ranged.assign(
        low_at=ranged.low.map(down), high_at=ranged.high.map(down), mean_at=ranged["mean"].map(down)
    )
    dots = dots.assign(
        at=[middle[when.date()] for when in dots.stretch],
        down=dots.value.map(down),
        told=[
            f"{words.people(count)} at {value:g}"
            for count, value in zip(dots.people, dots.value, strict=True)
        ],
    )
    marks = [signal.top, signal.top / 2, 0]
    steps = pd.DataFrame({"down": [down(mark) for mark in marks]})
    sides = pd.DataFrame(
        {
            "down": [down(signal.top), down(0), top + LANE + 18],
            "mark": [f"{signal.top:g}", "0", "" if look.narrow else "people"],
        }
    )
    called = f"{signal.title}, 0 to {signal.top:g}"
    called = "\n".join(textwrap.wrap(called, 34 if look.narrow else 120))
    title = pd.DataFrame({"title": [called], "down": [top - 18]})
    heard = alt.Tooltip("told:N", title="Heard")
    colour = look.lines[0]
    most = max(10, int(dots.people.max())) if len(dots) else 10
    return [
        alt.Chart(steps).mark_rule(stroke=BORDER, opacity=0.5).encode(y=in_pixels("down")),
        alt.Chart(sides)
        .mark_text(align="right", dx=-8, color="currentColor")
        .encode(x=alt.XValue(0), y=in_pixels("down"), text=alt.Text("mark:N")),
        alt.Chart(title)
        .mark_text(
            align="left", fontWeight="bold", color="currentColor", lineBreak="\n",
            dy=centred("title"),
        )
        .encode(x=alt.XValue(0), y=in_pixels("down"), text=alt.Text("title:N")),
        alt.Chart(_links(ranged))
        .mark_rule(strokeDash=[5, 4], stroke=colour, strokeWidth=1.5)
        .encode(x=x, x2=alt.X2("to:Q"), y=in_pixels("mean_at"), y2=alt.Y2("to_mean:Q")),
        alt.Chart(ranged)
        .mark_rule(stroke=colour, opacity=0.35, strokeWidth=14)
        .encode(x=x, y=in_pixels("low_at"), y2=alt.Y2("high_at:Q"), tooltip=heard),
        alt.Chart(ranged)
        .mark_tick(color=colour, thickness=4, width=min(30, 300 // times.count if look.narrow
                   else 900 // times.count), orient="horizontal")
        .encode(x=x, y=in_pixels("mean_at")),
        alt.Chart(dots)
        .mark_circle(opacity=1, color=colour, stroke=look.paper, strokeWidth=1)
        .encode(
            x=x, y=in_pixels("down"),
            size=alt.Size("people:Q", legend=None,
                          scale=alt.Scale(domain=[1, most], range=[50, 300])),
            tooltip=alt.Tooltip("told:N", title="Dot"),
        ),
        alt.Chart(table)
        .mark_text(color="currentColor")
        .encode(x=x, y=in_pixels("foot"), text=alt.Text("said:N"), tooltip=heard),
    ]  # fmt: skip


def _links(ranged: pd.DataFrame) -> pd.DataFrame:
    """The pairs of neighbouring times in which five or more of the same people spoke."""
    rows = list(ranged.itertuples())
    pairs = [
        (first.at, then.at, first.mean_at, then.mean_at)
        for first, then in pairwise(rows)
        if then.at - first.at == 1 and then.shared >= honesty.ENOUGH_PEOPLE
    ]
    return pd.DataFrame(pairs, columns=["at", "to", "mean_at", "to_mean"])


def _packed(events: pd.DataFrame, times: Times, below: float, look: Look) -> pd.DataFrame:
    """The events with their places: each in the highest row where its words are free.

    The chart does not know how wide it will be drawn. It reckons with 1,000 pixels, or with
    320 on a narrow screen, where each event's words have a line to themselves.
    """
    pixels = (320 if look.narrow else 1000) / times.count
    step = 68 if look.narrow else 32
    free: list[float] = []
    placed = []
    for row in events.itertuples():
        start = times.along(row.started_on.date())
        end = start if pd.isna(row.ended_on) else times.along(row.ended_on.date())
        text = f"{row.kind_label}: {row.title}"
        if look.narrow:
            text = "\n".join(textwrap.wrap(text, 34))
        length = (len(text) * 8 + 24) / pixels
        leftwards = not look.narrow and start + length > times.count
        edge = end if row.kind == "pressure" else start
        left, right = (edge - length, end) if leftwards else (start, max(end, start + length))
        if look.narrow:
            left, right = 0.0, float(times.count)
        row_free = (place for place, until in enumerate(free) if until <= left)
        level = next(row_free, len(free))
        if level == len(free):
            free.append(0.0)
        free[level] = right
        top = below + level * step
        when = words.span(row.started_on, row.ended_on)
        placed.append(
            {
                "kind": row.kind, "text": text, "leftwards": leftwards,
                "at": start, "to": max(end, start + 0.04), "down": top + step - 14,
                "words_at": edge if leftwards else start,
                "text_down": top + (14 if look.narrow else step - 14), "bottom": top + step,
                "told": f"{row.kind_label}: {row.title} · {when}",
            }
        )  # fmt: skip
    columns = ["kind", "text", "leftwards", "at", "to", "down", "words_at", "text_down"]
    return pd.DataFrame(placed, columns=[*columns, "bottom", "told"])


def _bands(going_on: pd.DataFrame, x: alt.X, height: float, look: Look) -> Layers:
    """Pressures as bands behind every lane."""
    return [
        alt.Chart(going_on[going_on.kind == "pressure"])
        .mark_rect(fill=look.faint)
        .encode(x=x, x2=alt.X2("to:Q"), y=alt.YValue(HEAD - 6), y2=alt.Y2Value(height))
    ]


def _what_was_going_on(going_on: pd.DataFrame, below: float, x: alt.X, look: Look) -> Layers:
    kinds = ["milestone", "energy", "slip", "recovery"]
    title = pd.DataFrame({"title": ["What was going on"], "down": [below - 14]})
    pressures = going_on[going_on.kind == "pressure"]
    marks = going_on[going_on.kind != "pressure"]
    told = alt.Tooltip("told:N", title="Then")
    drawn = [
        alt.Chart(title)
        .mark_text(align="left", fontWeight="bold", color="currentColor")
        .encode(x=alt.XValue(0), y=in_pixels("down"), text=alt.Text("title:N")),
        alt.Chart(pressures)
        .mark_rule(stroke=BORDER, strokeWidth=6, yOffset=12)
        .encode(x=x, x2=alt.X2("to:Q"), y=in_pixels("down"), tooltip=told),
        alt.Chart(marks)
        .mark_point(filled=True, size=140, opacity=1)
        .encode(
            x=x, y=in_pixels("down"), tooltip=told,
            shape=alt.Shape("kind:N", legend=None, scale=alt.Scale(
                domain=kinds, range=["diamond", "cross", "triangle-left", "triangle-right"])),
            color=alt.Color("kind:N", legend=None, scale=alt.Scale(
                domain=kinds, range=[look.lines[0], look.lines[1], look.lines[2], look.lines[2]])),
        ),
    ]  # fmt: skip
    if look.narrow:
        words_of = alt.Chart(going_on).mark_text(align="left", color="currentColor", lineBreak="\n")
        return [
            *drawn,
            words_of.encode(x=alt.XValue(0), y=in_pixels("text_down"), text=alt.Text("text:N")),
        ]
    sides: Sequence[tuple[bool, Literal["left", "right"], int]] = (
        (False, "left", 12),
        (True, "right", -12),
    )
    for leftwards, align, beside in sides:
        shown = going_on[going_on.leftwards == leftwards]
        # A pressure's words stand above its line, the others' beside their mark.
        dx = alt.ExprRef(f"datum.kind == 'pressure' ? 0 : {beside}")
        drawn += [
            alt.Chart(shown)
            .mark_text(align=align, dx=dx, color="currentColor")
            .encode(
                x=alt.X("words_at:Q"),
                y=in_pixels("text_down"),
                text=alt.Text("text:N"),
                tooltip=told,
            )
        ]  # fmt: skip
    return drawn
