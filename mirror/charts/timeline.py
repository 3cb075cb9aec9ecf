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
    drawn_once,
    finished,
    in_pixels,
    layered,
    one_of,
    top_axis,
)

#: The heights of the timeline's parts, in pixels; lanes are low on the wall, which shows it whole.
LANE, LOW_LANE, HEAD, FOOT = 130, 84, 40, 30
#: The shapes of what was going on, pressures apart: these are bands.
EVENTS = {
    "milestone": "diamond", "energy": "cross", "slip": "triangle-left",
    "recovery": "triangle-right",
}  # fmt: skip


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
        """A label for each, or for each year or every few where there is no room for more."""
        if self.months == 12:
            every = -(-self.count // (7 if look.narrow else 10 if look.tight else 18))
            return [
                "" if place % every else f"{start.year}" for place, start in enumerate(self.starts)
            ]
        if not (look.narrow or look.tight or self.are_many):
            return [
                f"{start:%b}–{date(2000, start.month + self.months - 1, 1):%b}\n{start.year}"
                for start in self.starts
            ]
        return [
            # The first year is left out where the next would run into it.
            f"{start.year}"
            if start.month == 1 or (place == 0 and (start.month < 10 or self.count == 1))
            else ""
            for place, start in enumerate(self.starts)
        ]


@drawn_once
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
    tall = LOW_LANE if look.width else LANE
    lanes = {signal.name: place * (HEAD + tall + FOOT) for place, signal in enumerate(signals)}
    below = len(signals) * (HEAD + tall + FOOT) + HEAD
    going_on = packed(events, times, below, look)
    height = float(max(going_on.bottom, default=below)) + 12
    x = time_axis(times, look)
    drawn: Layers = bands(going_on, HEAD - 6, x, height, look)
    for signal in signals:
        top = lanes[signal.name] + HEAD
        drawn += lane(
            table[table.signal == signal.name], dots[dots.signal == signal.name],
            signal, times, top, x, look, tall,
        )  # fmt: skip
    drawn += what_was_going_on(going_on, below, x, look)
    return finished(layered(drawn, height), look)


def cell_history(table: pd.DataFrame, title: str, look: Look) -> Picture:
    """One cell of the heatmap along the time; `table` is the answer to queries/cell_history.sql.

    It is judged; its `dots` are the votes of each time, to the half point.
    """
    starts, months = tuple(when.date() for when in table.stretch), int(table.months.iloc[0])
    each = table[["stretch", "dots"]].explode("dots").dropna()
    dots = each.groupby(["stretch", "dots"]).size().reset_index(name="people")
    dots = dots.rename(columns={"dots": "value"}).astype({"value": float})
    times = Times(starts, months)
    drawn = lane(
        table, dots, Signal("cell", title, top=10), times, HEAD, time_axis(times, look), look
    )
    return finished(layered(drawn, HEAD + LANE + FOOT), look)


def time_axis(times: Times, look: Look) -> alt.X:
    """The stretches of time across the view, each called above its middle."""
    labels = times.labels(look)
    return alt.X(
        "at:Q", title=None,
        scale=alt.Scale(domain=[0, times.count], nice=False, zero=False),
        axis=top_axis(
            labels, values=[place + 0.5 for place in range(times.count)], labelOverlap=False,
            labelExpr=one_of(labels),
        ),
    )  # fmt: skip


def lane(
    table: pd.DataFrame, dots: pd.DataFrame, signal: Signal, times: Times,
    top: float, x: alt.X, look: Look, tall: float = LANE,
) -> Layers:  # fmt: skip
    """One signal along the time: its dots, its ranges, and the number of people below."""

    def down(value: float) -> float:
        return top + tall * (1 - value / signal.top)

    middle = {start: place + 0.5 for place, start in enumerate(times.starts)}
    table = table.assign(at=[middle[when.date()] for when in table.stretch], foot=top + tall + 21)
    table = table.assign(
        said=[
            f"{people}"
            if people
            else ("–" if look.narrow or look.tight or times.are_many else "quiet")
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
    heard = alt.Tooltip("told:N", title="Heard")
    colour = look.lines[0]
    most = max(10, int(dots.people.max())) if len(dots) else 10
    tick = min(30, (300 if look.narrow else 450 if look.tight else 900) // times.count)
    return [
        *lane_sheet(signal, top, look, tall),
        alt.Chart(_links(ranged))
        .mark_rule(strokeDash=[5, 4], stroke=colour, strokeWidth=1.5)
        .encode(x=x, x2=alt.X2("to:Q"), y=in_pixels("mean_at"), y2=alt.Y2("to_mean:Q")),
        alt.Chart(ranged)
        .mark_rule(stroke=colour, opacity=0.35, strokeWidth=14)
        .encode(x=x, y=in_pixels("low_at"), y2=alt.Y2("high_at:Q"), tooltip=heard),
        alt.Chart(ranged)
        .mark_tick(color=colour, thickness=4, width=tick, orient="horizontal")
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


def lane_sheet(signal: Signal, top: float, look: Look, tall: float = LANE) -> Layers:
    """What a lane is drawn on: its title, its scale, and what its foot counts."""
    steps = pd.DataFrame({"down": [top, top + tall / 2, top + tall]})
    sides = pd.DataFrame(
        {
            "down": [top, top + tall, top + tall + 21],
            "mark": [f"{signal.top:g}", "0", "" if look.narrow else "people"],
        }
    )
    called = f"{signal.title}, 0 to {signal.top:g}"
    called = "\n".join(textwrap.wrap(called, 34 if look.narrow else 120))
    title = pd.DataFrame({"title": [called], "down": [top - (24 if "\n" in called else 18)]})
    return [
        alt.Chart(steps).mark_rule(stroke=BORDER, opacity=0.5).encode(y=in_pixels("down")),
        alt.Chart(sides)
        .mark_text(align="right", dx=-8, color="currentColor")
        .encode(x=alt.XValue(0), y=in_pixels("down"), text=alt.Text("mark:N")),
        alt.Chart(title)
        .mark_text(
            align="left",
            fontWeight="bold",
            color="currentColor",
            lineBreak="\n",
            dy=centred("title"),
        )
        .encode(x=alt.XValue(0), y=in_pixels("down"), text=alt.Text("title:N")),
    ]


def _links(ranged: pd.DataFrame) -> pd.DataFrame:
    """The pairs of neighbouring times in which five or more of the same people spoke."""
    rows = list(ranged.itertuples())
    pairs = [
        (first.at, then.at, first.mean_at, then.mean_at)
        for first, then in pairwise(rows)
        if then.at - first.at == 1 and then.shared >= honesty.ENOUGH_PEOPLE
    ]
    return pd.DataFrame(pairs, columns=["at", "to", "mean_at", "to_mean"])


def packed(events: pd.DataFrame, times: Times, below: float, look: Look) -> pd.DataFrame:
    """The events with their kind and words, each in the highest row where these are free."""
    text = [f"{row.kind_label}: {row.title}" for row in events.itertuples()]
    if look.narrow:
        text = ["\n".join(textwrap.wrap(words_of, 34)) for words_of in text]
    step = 68 if look.narrow else 32
    width = None if look.narrow else 620 if look.tight else 1000
    placed = stacked(events.assign(text=text), times, width)
    top = below + placed.level * step
    return placed.assign(
        down=top + step - 14, text_down=top + (14 if look.narrow else step - 14), bottom=top + step
    )


def stacked(
    events: pd.DataFrame, times: Times, width: float | None, most: int | None = None
) -> pd.DataFrame:
    """The events with their `level`: the first from above in which each one's `text` is free.

    The chart does not know how wide it will be drawn: it reckons with a `width` in pixels, or
    with a line for each where there is none. Where no level below `most` is free, an event goes
    to the level `most` and keeps no words.
    """
    free: list[float] = []
    placed = []
    for row in events.itertuples():
        start = times.along(row.started_on.date())
        end = start if pd.isna(row.ended_on) else times.along(row.ended_on.date())
        if row.kind == "pressure" and pd.isna(row.ended_on):
            end = float(times.count)
        text, leftwards = row.text, False
        left, right = 0.0, float(times.count)
        if width is not None:
            edge = end if row.kind == "pressure" else start
            # On the side where there is more room; the table has every word.
            most_letters = int((max(times.count - start, edge) * width / times.count - 22) / 7.5)
            if len(text) > most_letters:
                text = f"{text[: most_letters - 1].rstrip()}…"
            length = (len(text) * 7.5 + 22) * times.count / width
            leftwards = start + length > times.count
            left, right = (edge - length, end) if leftwards else (start, max(end, start + length))
        level = next((place for place, until in enumerate(free) if until <= left), len(free))
        if most is not None and level >= most:
            level, text = most, ""
        elif level == len(free):
            free.append(right)
        else:
            free[level] = right
        when = words.lasted(row.kind, row.started_on, row.ended_on)
        placed.append(
            {
                "kind": row.kind, "text": text, "leftwards": leftwards, "level": level,
                "at": start, "to": max(end, start + 0.04),
                "words_at": end if leftwards and row.kind == "pressure" else start,
                "told": f"{row.kind_label}: {row.title} · {when}",
            }
        )  # fmt: skip
    columns = ["kind", "text", "leftwards", "level", "at", "to", "words_at", "told"]
    return pd.DataFrame(placed, columns=columns)


def bands(
    going_on: pd.DataFrame, top: float | pd.Series[float], x: alt.X, height: float, look: Look
) -> Layers:
    """Pressures as bands behind everything from `top` on, deeper where two lie on each other."""
    pressures = going_on.assign(top=top)[going_on.kind == "pressure"]
    return [
        alt.Chart(pressures)
        .mark_rect(fill=look.faint)
        .encode(x=x, x2=alt.X2("to:Q"), y=in_pixels("top"), y2=alt.Y2Value(height))
    ]


def event_marks(going_on: pd.DataFrame, x: alt.X, look: Look) -> alt.Chart:
    """A mark where each event that is no pressure began: its shape and colour say of which kind."""
    drawn: alt.Chart = (
        alt.Chart(going_on[going_on.kind != "pressure"])
        .mark_point(filled=True, size=140, opacity=1)
        .encode(
            x=x, y=in_pixels("down"), tooltip=alt.Tooltip("told:N", title="Then"),
            shape=alt.Shape("kind:N", legend=None, scale=alt.Scale(
                domain=list(EVENTS), range=list(EVENTS.values()))),
            color=alt.Color("kind:N", legend=None, scale=alt.Scale(
                domain=list(EVENTS), range=event_colours(look))),
        )
    )  # fmt: skip
    return drawn


def event_colours(look: Look) -> list[str]:
    """The colours of EVENTS: one for a slip and for a way back, which are both of the same road."""
    return [look.lines[0], look.lines[1], look.lines[2], look.lines[2]]


def what_was_going_on(going_on: pd.DataFrame, below: float, x: alt.X, look: Look) -> Layers:
    """The events one below the other, under a title of their own."""
    title = pd.DataFrame({"title": ["What was going on"], "down": [below - 14]})
    pressures = going_on[going_on.kind == "pressure"]
    told = alt.Tooltip("told:N", title="Then")
    drawn = [
        alt.Chart(title)
        .mark_text(align="left", fontWeight="bold", color="currentColor")
        .encode(x=alt.XValue(0), y=in_pixels("down"), text=alt.Text("title:N")),
        alt.Chart(pressures)
        .mark_rule(stroke=BORDER, strokeWidth=6, yOffset=12)
        .encode(x=x, x2=alt.X2("to:Q"), y=in_pixels("down"), tooltip=told),
        event_marks(going_on, x, look),
    ]
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
                x=alt.X("words_at:Q"), y=in_pixels("text_down"), text=alt.Text("text:N"),
                tooltip=told,
            )
        ]  # fmt: skip
    return drawn
