"""The route in: how wide each step was, along time, and who opened the door."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product
from math import ceil
from typing import Any, Literal, NamedTuple

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
    layered,
    left_axis,
    one_of,
    top_axis,
)
from mirror.charts.timeline import Times
from mirror.lens import Lens

#: The chart does not know how wide it will be drawn. At so many pixels nothing lies on anything
#: else; in a wider one labels only move apart.
WIDTH = 940
#: How far apart two steps of the scale may stand, in pixels; the first that leaves room is taken.
LANES = (54, 66, 80, 96)
#: After so many attempts at placing labels beside their marks, the route becomes a list.
ATTEMPTS = 4_000
#: The most rows that say where the energy was; with more, the route becomes a list.
MOST_ROWS = 5
#: The heights of the picture's parts in pixels: a heading, the most that words may reach above or
#: below the lanes, a row of energy, the gap below a place.
HEADING, REACH, ROW, GAP = 34, 110, 38, 26
#: Half of a mark, in pixels, with the air around it.
MARK = 9

NO_STEP = "no step is written down"

Side = Literal["left", "center", "right"]


class Segment(NamedTuple):
    """A straight line from one point to another, in pixels."""

    left: float
    top: float
    to_left: float
    to_top: float


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any room."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def is_within(self, sheet: Box) -> bool:
        """Whether all of it stands on the sheet."""
        across = self.left >= sheet.left and self.right <= sheet.right
        return across and self.top >= sheet.top and self.bottom <= sheet.bottom

    def is_crossed_by(self, line: Segment) -> bool:
        """Whether the line passes through the box, after Liang and Barsky (1984)."""
        across, down = line.to_left - line.left, line.to_top - line.top
        enter, leave = 0.0, 1.0
        for toward, room in (
            (-across, line.left - self.left), (across, self.right - line.left),
            (-down, line.top - self.top), (down, self.bottom - line.top),
        ):  # fmt: skip
            if toward == 0 and room <= 0:
                return False
            if toward < 0:
                enter = max(enter, room / toward)
            elif toward > 0:
                leave = min(leave, room / toward)
        return enter < leave


class Label(NamedTuple):
    """Where a step's words stand: their box, to which side they run, how far from the mark.

    Words that stand further off hang on a stem from the edge of the mark.
    """

    box: Box
    align: Side
    dx: int
    stem: Segment | None = None

    def meets(self, other: Label) -> bool:
        """Whether the words lie on the other's words or stem, or the other's on this one's stem."""
        return (
            self.box.meets(other.box)
            or (self.stem is not None and other.box.is_crossed_by(self.stem))
            or (other.stem is not None and self.box.is_crossed_by(other.stem))
        )


@dataclass(frozen=True)
class Laid:
    """The labels of a place's steps, and how far the lanes stand from one another.

    Down is reckoned from the middle of the highest lane.
    """

    labels: Sequence[Label]
    lane: int

    @property
    def head(self) -> int:
        """The room above the middle of the highest lane, in pixels."""
        return max([self.lane // 2, *(ceil(4 - label.box.top) for label in self.labels)])

    @property
    def foot(self) -> int:
        """The room below the middle of the lowest lane, in pixels."""
        lowest = 4 * self.lane
        return max(
            [self.lane // 2, *(ceil(label.box.bottom + 4) - lowest for label in self.labels)]
        )


@dataclass(frozen=True)
class Panel:
    """One place's part of the picture: its steps with their labels, and its energy."""

    title: str
    steps: pd.DataFrame
    energy: pd.DataFrame

    @property
    def rows(self) -> int:
        """How many rows its energy takes."""
        return int(self.energy.row.max()) + 1 if len(self.energy) else 0


@drawn_once
def entry(
    table: pd.DataFrame, energy: pd.DataFrame, lens: Lens, titles: Mapping[str, str],
    phrases: Mapping[str, str], altitudes: Sequence[str], look: Look,
) -> Picture:  # fmt: skip
    """The route into a place, or into two, one above the other on one axis of time.

    `table` and `energy` are the answers to queries/entry.sql and queries/entry_energy.sql, `titles`
    the places by code in their order, `altitudes` what the five steps of the scale are called. A
    narrow screen, or more steps than there is room to name, gets a list in the order of time.
    """
    times = _times(lens)
    panels = [
        Panel(
            title,
            _steps(table[table.place == place], times),
            _energy(energy[energy.place == place], times, lens.until),
        )
        for place, title in titles.items()
    ]
    fits = not look.narrow and all(panel.rows <= MOST_ROWS for panel in panels)
    laid = [_laid(panel.steps) for panel in panels] if fits else []
    drawn = [(panel, found) for panel, found in zip(panels, laid, strict=False) if found]
    if len(drawn) == len(panels):
        return _along_time(drawn, times, phrases, altitudes, look)
    return _as_list(panels, phrases, altitudes, look)


def _times(lens: Lens) -> Times:
    """The stretches of time that the lens looks at."""
    first = date(
        lens.since.year, 1 if lens.months == 12 else (lens.since.month - 1) // 3 * 3 + 1, 1
    )
    starts = pd.date_range(first, lens.until, freq=pd.DateOffset(months=lens.months))
    return Times(tuple(start.date() for start in starts), lens.months)


def _steps(table: pd.DataFrame, times: Times) -> pd.DataFrame:
    """The steps with their places along time, and the words that stand beside them."""
    at = [times.along(when.date()) for when in table.observed_on]
    return table.assign(
        at=at,
        pixel=[place / times.count * WIDTH for place in at],
        order=range(len(table)),
        text=[
            "\n".join([*_wrapped(row.title, 24, lines=3), *_wrapped(_opened(row), 30, lines=2)])
            for row in table.itertuples()
        ],
        told=[f"{words.day(row.observed_on)}, {row.altitude_label}" for row in table.itertuples()],
    )


def _opened(row: Any) -> str:
    """Who opened the door, where it is said."""
    return f"opened by {row.opened_by}" if isinstance(row.opened_by, str) else ""


def _wrapped(text: str, width: int, lines: int) -> list[str]:
    """The text in so many lines at most; what is left out of it, the list below tells."""
    return textwrap.wrap(text, width, max_lines=lines, placeholder=" …")


def _energy(table: pd.DataFrame, times: Times, until: date) -> pd.DataFrame:
    """Where the energy was, each in the first row where its words are free."""
    free: list[float] = []
    placed = []
    for row in table.itertuples():
        start = times.along(row.started_on.date())
        end = times.along(until if pd.isna(row.ended_on) else row.ended_on.date())
        text = " ".join(_wrapped(row.title, 60, lines=1))
        length = (8 * len(text) + 24) * times.count / WIDTH
        leftwards = start + length > times.count
        left, right = (end - length, end) if leftwards else (start, max(end, start + length))
        level = next((place for place, taken in enumerate(free) if taken <= left), len(free))
        free[level : level + 1] = [right]
        placed.append(
            {
                "at": start, "to": max(end, start + 6 * times.count / WIDTH), "row": level,
                "words_at": end if leftwards else start, "leftwards": leftwards, "text": text,
                "title": row.title, "told": words.lasting(row.started_on, row.ended_on),
            }
        )  # fmt: skip
    columns = ["at", "to", "row", "words_at", "leftwards", "text", "title", "told"]
    return pd.DataFrame(placed, columns=columns)


# --- where labels stand -------------------------------------------------------------------------


def _down(altitude: int, lane: int) -> int:
    """How far below the highest lane a step of the scale stands, in pixels."""
    return (5 - altitude) * lane


def _laid(steps: pd.DataFrame) -> Laid | None:
    """The steps' labels on the lowest lanes that leave room for them, or None.

    Words that lie on no line come first; where there is no room for that, a line may pass behind.
    """
    for clear, lane in product((True, False), LANES):
        labels = _labels(steps, lane, clear)
        if labels is not None:
            return Laid(labels, lane)
    return None


def _labels(steps: pd.DataFrame, lane: int, clear: bool) -> list[Label] | None:
    """A place for each step's words where none lies on a mark or on others, or None.

    With `clear` no line of the route passes behind them; else as few as the search comes by.
    """
    points = [(row.pixel, _down(row.altitude, lane)) for row in steps.itertuples()]
    lines = [Segment(*one, *other) for one, other in pairwise(points)]
    marks = [Box(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in points]
    sheet = Box(0, -REACH, WIDTH, 4 * lane + REACH)
    free = []
    for (x, y), text in zip(points, steps.text, strict=True):
        open_to_it = [
            (any(label.box.is_crossed_by(line) for line in lines), label)
            for label in _around(x, y, text)
            if label.box.is_within(sheet) and not any(label.box.meets(mark) for mark in marks)
        ]
        crossed = [] if clear else [label for behind, label in open_to_it if behind]
        free.append([label for behind, label in open_to_it if not behind] + crossed)
    return _chosen(free, [], iter(range(ATTEMPTS)))


def _around(x: float, y: float, text: str) -> Iterator[Label]:
    """The places around a mark where its words may stand, the one to be tried first first."""
    lines = text.split("\n")
    width, height = 7.6 * max(map(len, lines)), LINE * len(lines)
    lefts: dict[tuple[Side, int], float] = {
        ("left", -6): x - 6, ("center", 0): x - width / 2, ("right", 6): x + 6 - width,
    }  # fmt: skip
    for further in (0, 26, 52):
        above, below = y - MARK - 3 - further, y + MARK + 3 + further
        for (align, dx), left in lefts.items():
            for edge, top in ((above, above - height), (below, below)):
                stem = Segment(x, y, x, edge) if further else None
                yield Label(Box(left, top, left + width, top + height), align, dx, stem)
    beside: dict[tuple[Side, int], float] = {("left", 14): x + 14, ("right", -14): x - 14 - width}
    for (align, dx), left in beside.items():
        yield Label(Box(left, y - height / 2, left + width, y + height / 2), align, dx)


def _chosen(
    free: Sequence[Sequence[Label]], taken: list[Label], attempts: Iterator[int]
) -> list[Label] | None:
    """One label for each step out of those that are free, none on another; None if none fits."""
    if len(taken) == len(free):
        return taken
    for label in free[len(taken)]:
        if next(attempts, None) is None:
            return None
        if not any(label.meets(other) for other in taken):
            found = _chosen(free, [*taken, label], attempts)
            if found is not None:
                return found
    return None


# --- along time ---------------------------------------------------------------------------------


def _along_time(
    drawn: Sequence[tuple[Panel, Laid]], times: Times, phrases: Mapping[str, str],
    altitudes: Sequence[str], look: Look,
) -> Picture:  # fmt: skip
    """Each place's route above where its energy was, on one axis of time."""
    layers: Layers = []
    lanes: dict[int, str] = {}
    top = 0
    for panel, laid in drawn:
        if len(drawn) > 1:
            layers.append(_heading(panel.title, top))
            top += HEADING
        top += laid.head
        for altitude, called in enumerate(altitudes, start=1):
            lanes[top + _down(altitude, laid.lane)] = "\n".join(textwrap.wrap(called, 20))
        layers += [
            _lanes(laid.lane, top, times, look),
            *_route(panel.steps, laid, top, times, look),
        ]
        top += 4 * laid.lane + laid.foot
        if panel.rows:
            layers += [_heading(phrases["entry.energy"], top), *_bands(panel.energy, top, look)]
            top += HEADING + ROW * panel.rows
        top += GAP
    names = times.labels(look)
    x = alt.X(
        "at:Q", title=None, scale=alt.Scale(domain=[0, times.count], nice=False, zero=False),
        axis=top_axis(
            names, values=[place + 0.5 for place in range(times.count)], labelOverlap=False,
            labelExpr=one_of(names),
        ),
    )  # fmt: skip
    y = alt.Y(
        "down:Q", title=None, scale=alt.Scale(domain=[top, 0], nice=False, zero=False),
        axis=left_axis(
            f"{json.dumps(lanes)}[datum.value]", values=list(lanes), labelOverlap=False, grid=False,
        ),
    )  # fmt: skip
    return finished(layered([layer.encode(x=x, y=y) for layer in layers], top), look)


def _heading(text: str, top: int) -> alt.Chart:
    table = pd.DataFrame({"text": [text], "at": [0], "down": [top + HEADING - 14]})
    drawn: alt.Chart = (
        alt.Chart(table)
        .mark_text(align="left", fontWeight="bold", color="currentColor")
        .encode(text=alt.Text("text:N"))
    )
    return drawn


def _lanes(lane: int, top: int, times: Times, look: Look) -> alt.Chart:
    """A band behind every other step of the scale: a line would strike through words."""
    middle = [top + _down(altitude, lane) for altitude in (1, 3, 5)]
    bands = pd.DataFrame({"down": middle, "at": 0, "to": times.count}).assign(
        bottom=lambda band: band.down + lane / 2, down=lambda band: band.down - lane / 2
    )
    drawn: alt.Chart = (
        alt.Chart(bands).mark_rect(fill=look.faint).encode(x2=alt.X2("to:Q"), y2=alt.Y2("bottom:Q"))
    )
    return drawn


def _route(steps: pd.DataFrame, laid: Laid, top: int, times: Times, look: Look) -> Layers:
    """The marks of the steps in the order of time, a thin line through them, and their words."""
    if steps.empty:
        silence = pd.DataFrame(
            {"text": [NO_STEP], "at": [times.count / 2], "down": [top + _down(3, laid.lane)]}
        )
        return [alt.Chart(silence).mark_text(color="currentColor").encode(text=alt.Text("text:N"))]
    steps = steps.assign(down=[top + _down(altitude, laid.lane) for altitude in steps.altitude])
    said = steps.assign(
        down=[top + label.box.top for label in laid.labels],
        align=[label.align for label in laid.labels],
        dx=[label.dx for label in laid.labels],
    )
    told = [alt.Tooltip("title:N", title="Step"), alt.Tooltip("told:N", title="When")]
    sides: Sequence[Side] = ("left", "center", "right")
    stems = [
        {"at": at, "down": top + label.stem.top, "to": top + label.stem.to_top}
        for at, label in zip(steps["at"], laid.labels, strict=True)
        if label.stem
    ]
    return [
        alt.Chart(pd.DataFrame(stems))
        .mark_rule(stroke=BORDER)
        .encode(y2=alt.Y2("to:Q")),
        alt.Chart(steps)
        .mark_line(stroke=look.lines[0], strokeWidth=1.5)
        .encode(order=alt.Order("order:Q")),
        alt.Chart(steps)
        .mark_circle(opacity=1, size=190, color=look.lines[0], stroke=look.paper, strokeWidth=2)
        .encode(tooltip=told),
        *(
            alt.Chart(said[said["align"] == side])
            .mark_text(
                align=side, baseline="top", lineBreak="\n", lineHeight=LINE, color="currentColor",
                dx=alt.ExprRef("datum.dx"),
            )
            .encode(text=alt.Text("text:N"), tooltip=told)
            for side in sides
        ),
    ]  # fmt: skip


def _bands(energy: pd.DataFrame, top: int, look: Look) -> Layers:
    """A line from the first to the last day of each energy, with its words above."""
    down = top + HEADING + energy.row * ROW
    told = [alt.Tooltip("title:N", title="Energy"), alt.Tooltip("told:N", title="When")]
    said = energy.assign(down=down + 12, at=energy.words_at)
    return [
        alt.Chart(energy.assign(down=down + 28))
        .mark_rule(stroke=look.lines[1], strokeWidth=6)
        .encode(x2=alt.X2("to:Q"), tooltip=told),
        *(
            alt.Chart(said[said.leftwards == leftwards])
            .mark_text(align="right" if leftwards else "left", color="currentColor")
            .encode(text=alt.Text("text:N"), tooltip=told)
            for leftwards in (False, True)
        ),
    ]


# --- as a list ----------------------------------------------------------------------------------

#: A list's measures in pixels: from one step of the scale to the next, where a step's words begin,
#: and the gap between two entries.
TRACK, INDENT, BETWEEN = 15, 92, 16


class Column:
    """Paragraphs below each other, each broken into lines of at most so many letters."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.top = 0
        self.said: list[dict[str, Any]] = []

    def say(self, *paragraphs: str, at: int = 0, bold: bool = False) -> None:
        """Put paragraphs that belong together at the foot of the column."""
        room = self.width - at // 8
        lines = [line for text in paragraphs for line in textwrap.wrap(text, room)]
        self.said.append({"text": "\n".join(lines), "at": at, "down": self.top, "bold": bold})
        self.top += LINE * len(lines) + BETWEEN


def _as_list(
    panels: Sequence[Panel], phrases: Mapping[str, str], altitudes: Sequence[str], look: Look
) -> Picture:
    """Each place's steps from the first to the last, with a track of how wide each one was."""
    column = Column(42 if look.narrow else 110)
    layers: Layers = []
    for panel in panels:
        if len(panels) > 1:
            column.say(panel.title, bold=True)
        if panel.steps.empty:
            column.say(NO_STEP)
        else:
            column.say(f"Left: {altitudes[0]}. Right: {altitudes[-1]}.")
        first, marks = column.top, []
        for row in panel.steps.itertuples():
            at = 12 + TRACK * (row.altitude - 1)
            marks.append({"at": at, "down": column.top + LINE / 2, "order": row.order})
            where = " · ".join(filter(None, [row.altitude_label, _opened(row)]))
            column.say(row.title, where, words.day(row.observed_on), at=INDENT)
        layers += _track(pd.DataFrame(marks), first, column.top - BETWEEN, look)
        if panel.rows:
            column.say(phrases["entry.energy"], bold=True)
        for row in panel.energy.itertuples():
            column.say(row.title, row.told)
        column.top += GAP
    said = pd.DataFrame(column.said)
    for bold in (False, True):
        text = alt.Chart(said[said.bold == bold]).mark_text(
            align="left", baseline="top", lineBreak="\n", lineHeight=LINE, color="currentColor",
            fontWeight="bold" if bold else "normal",
        )  # fmt: skip
        layers.append(_in_pixels(text).encode(text=alt.Text("text:N")))
    return finished(layered(layers, column.top), look)


def _track(marks: pd.DataFrame, top: int, bottom: int, look: Look) -> Layers:
    """The marks of the steps from the top down, on a line for each step of the scale."""
    if marks.empty:
        return []
    lines = pd.DataFrame({"at": [12 + TRACK * step for step in range(5)], "down": top})
    return [
        _in_pixels(
            alt.Chart(lines.assign(to=bottom)).mark_rule(stroke=BORDER, opacity=0.35)
        ).encode(y2=alt.Y2("to:Q")),
        _in_pixels(alt.Chart(marks).mark_line(stroke=look.lines[0], strokeWidth=1.5)).encode(
            order=alt.Order("order:Q")
        ),
        _in_pixels(
            alt.Chart(marks).mark_circle(
                opacity=1, size=150, color=look.lines[0], stroke=look.paper, strokeWidth=2
            )
        ),
    ]


def _in_pixels(chart: alt.Chart) -> alt.Chart:
    """The chart with its marks where its table says in pixels, from the top left."""
    placed: alt.Chart = chart.encode(
        x=alt.X("at:Q", scale=None, axis=None), y=alt.Y("down:Q", scale=None, axis=None)
    )
    return placed
