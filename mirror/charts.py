"""The pictures: a table in, an Altair chart out."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Literal

import altair as alt
import pandas as pd

from mirror import honesty, words

#: Every cell's edge: readable on white and on the dark page.
BORDER = "#767676"
#: From one line of text to the next, in pixels.
LINE = 18
#: Stands between a group and a label in a row's value, so that equal labels stay apart.
JOINT = "\u2063"

#: More parts than these would not leave a cell room for its words.
MOST_COLUMNS = 8

Layers = list[alt.Chart]


@dataclass(frozen=True)
class Look:
    """How a picture is drawn: for which screen, and with what said below it."""

    dark: bool = False
    narrow: bool = False
    footer: tuple[str, ...] = ()
    size: int = 16

    @property
    def ink(self) -> str:
        """The colour of text on the page."""
        return "#fafafa" if self.dark else "#000000"

    @property
    def paper(self) -> str:
        """The colour of a cell that has no shade."""
        return "#0e1117" if self.dark else "#ffffff"

    @property
    def faint(self) -> str:
        """The colour of a band behind the marks."""
        return "#262b36" if self.dark else "#eeeeee"

    @property
    def lines(self) -> Sequence[str]:
        """The colours of marks, four at most."""
        if self.dark:
            return ("#7fb2e5", "#4fd1c5", "#e48bb8", "#ff9a5c")
        return ("#12436D", "#28A197", "#801650", "#F46A25")

    def shades(self, count: int) -> Sequence[tuple[str, str]]:
        """So many fills from little to much, each with the ink to be read on it."""
        white, black = "#ffffff", "#000000"
        if self.dark and count == 5:
            return (("#1c2230", white), ("#2f4468", white), ("#46659c", white),
                    ("#86a5da", black), ("#d3e0f7", black))  # fmt: skip
        if self.dark:
            return (("#232b3b", white), ("#46659c", white), ("#bcd0f2", black))
        if count == 5:
            return (("#ecedee", black), ("#a7b4ca", black), ("#6c8fc8", black),
                    ("#295a91", white), ("#122d48", white))  # fmt: skip
        return (("#e5e6e7", black), ("#7d99ca", black), ("#1d4875", white))


# --- behaviours ---------------------------------------------------------------------------------


def behaviours(table: pd.DataFrame, look: Look) -> Picture:
    """The behaviours heatmap: behaviours in their families down, parts of the system across.

    `table` is the judged answer to queries/behaviours.sql. The selection `cell` carries the
    behaviour and the part of a cell that was clicked. A narrow screen, or a place of very
    many parts, gets a row for each cell.
    """
    cells = _shaded(table, look)
    if look.narrow or cells.part.nunique() > MOST_COLUMNS:
        return _finished(_behaviours_as_list(cells, look), look)
    cells = cells.assign(
        row=_joined(cells.family, cells.behaviour_label, 34),
        column=_wrapped(cells.part_label, 15),
    )
    x = alt.X(
        "column:N", title=None, sort=list(dict.fromkeys(cells.column)),
        scale=alt.Scale(paddingInner=0.03, paddingOuter=0),
        axis=_top_axis(list(cells.column), labelExpr=_lines_of("datum.value")),
    )  # fmt: skip
    base = alt.Chart(cells).encode(x=x, y=_grouped_rows(cells.row))
    return _finished(_layered(_cell(base, look), alt.Step(42)), look)


def _behaviours_as_list(cells: pd.DataFrame, look: Look) -> Picture:
    cells = cells.assign(
        row=_joined(cells.behaviour_label, cells.part_label, 24),
        side=_wrapped(cells.part_label, 24),
    )
    y = _grouped_rows(cells.row, axis=None)
    base = alt.Chart(cells).encode(y=y)
    side = base.mark_text(align="left", lineBreak="\n", dy=_centred("side")).encode(
        x=alt.XValue(10), text=alt.Text("side:N"), color=alt.Color("ink:N", scale=None)
    )
    drawn = _cell(base, look, right=True)
    return _layered([*drawn, side, _headings(cells.row, y)], alt.Step(44))


def _shaded(table: pd.DataFrame, look: Look) -> pd.DataFrame:
    """The cells with their text, fill and ink: five shades only where every cell can bear them."""
    ranged = table[table.state == "range"]
    shades = look.shades(5 if len(ranged) and ranged.voters.min() >= 15 else 3)
    looks = [
        shades[honesty.shade(mean, len(shades))] if state == "range" else (look.paper, look.ink)
        for state, mean in zip(table.state, table["mean"], strict=True)
    ]
    text = [cell_text(row) for row in table.itertuples()]
    return table[["family", "behaviour", "behaviour_label", "part", "part_label", "state"]].assign(
        text=text,
        told=[said.replace("\n", ", ") for said in text],
        fill=[fill for fill, _ in looks],
        ink=[ink for _, ink in looks],
    )


def cell_text(row: Any) -> str:
    """What a cell of the heatmap says: a range and its people, a number of people, or silence."""
    if row.state == "unheard":
        return "not heard yet"
    if row.state == "few":
        return words.people(row.people)
    if row.state == "split":
        return f"seen two ways\n{words.people(row.voters)}"
    return f"{words.between(row.low, row.high)} · {words.people(row.voters)}"


def _cell(base: alt.Chart, look: Look, right: bool = False) -> Layers:
    """The layers of a cell: its box, dashed where nobody was heard, and its text."""
    picked = alt.selection_point(name="cell", fields=["behaviour", "part"], empty=False)
    told = [
        alt.Tooltip("behaviour_label:N", title="Behaviour"),
        alt.Tooltip("part_label:N", title="Part"),
        alt.Tooltip("told:N", title="Heard"),
    ]
    box = (
        base.transform_filter("datum.state != 'unheard'")
        .mark_rect(stroke=BORDER, strokeWidth=1, cursor="pointer")
        .encode(fill=alt.Fill("fill:N", scale=None), tooltip=told)
        .add_params(picked)
    )
    silence = (
        base.transform_filter("datum.state == 'unheard'")
        .mark_rect(fill=look.paper, stroke=BORDER, strokeWidth=1.5, strokeDash=[6, 4])
        .encode(tooltip=told)
    )
    text = base.mark_text(
        align="right" if right else "center", dx=-10 if right else 0, dy=_centred("text"),
        lineBreak="\n",
        cursor="pointer",
    )  # fmt: skip
    text = text.encode(text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None), tooltip=told)
    return [box, silence, text.encode(x=alt.XValue("width")) if right else text]


# --- pace ---------------------------------------------------------------------------------------

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
        axis=_top_axis(
            labels, values=[place + 0.5 for place in range(times.count)], labelOverlap=False,
            labelExpr=_one_of(labels),
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
    return _finished(_layered(drawn, height), look)


def _y(field: str) -> alt.Y:
    """A place down the view in pixels, as the table gives it."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


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
        alt.Chart(steps).mark_rule(stroke=BORDER, opacity=0.5).encode(y=_y("down")),
        alt.Chart(sides)
        .mark_text(align="right", dx=-8, color="currentColor")
        .encode(x=alt.XValue(0), y=_y("down"), text=alt.Text("mark:N")),
        alt.Chart(title)
        .mark_text(
            align="left", fontWeight="bold", color="currentColor", lineBreak="\n",
            dy=_centred("title"),
        )
        .encode(x=alt.XValue(0), y=_y("down"), text=alt.Text("title:N")),
        alt.Chart(_links(ranged))
        .mark_rule(strokeDash=[5, 4], stroke=colour, strokeWidth=1.5)
        .encode(x=x, x2=alt.X2("to:Q"), y=_y("mean_at"), y2=alt.Y2("to_mean:Q")),
        alt.Chart(ranged)
        .mark_rule(stroke=colour, opacity=0.35, strokeWidth=14)
        .encode(x=x, y=_y("low_at"), y2=alt.Y2("high_at:Q"), tooltip=heard),
        alt.Chart(ranged)
        .mark_tick(color=colour, thickness=4, width=min(30, 300 // times.count if look.narrow
                   else 900 // times.count), orient="horizontal")
        .encode(x=x, y=_y("mean_at")),
        alt.Chart(dots)
        .mark_circle(opacity=1, color=colour, stroke=look.paper, strokeWidth=1)
        .encode(
            x=x, y=_y("down"),
            size=alt.Size("people:Q", legend=None,
                          scale=alt.Scale(domain=[1, most], range=[50, 300])),
            tooltip=alt.Tooltip("told:N", title="Dot"),
        ),
        alt.Chart(table)
        .mark_text(color="currentColor")
        .encode(x=x, y=_y("foot"), text=alt.Text("said:N"), tooltip=heard),
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
        .encode(x=alt.XValue(0), y=_y("down"), text=alt.Text("title:N")),
        alt.Chart(pressures)
        .mark_rule(stroke=BORDER, strokeWidth=6, yOffset=12)
        .encode(x=x, x2=alt.X2("to:Q"), y=_y("down"), tooltip=told),
        alt.Chart(marks)
        .mark_point(filled=True, size=140, opacity=1)
        .encode(
            x=x, y=_y("down"), tooltip=told,
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
            words_of.encode(x=alt.XValue(0), y=_y("text_down"), text=alt.Text("text:N")),
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
            .encode(x=alt.X("words_at:Q"), y=_y("text_down"), text=alt.Text("text:N"), tooltip=told)
        ]
    return drawn


# --- infrastructure -----------------------------------------------------------------------------

EFFECTS = {
    "undermines": ("#b25706", "#ffffff"),
    "mixed": ("#f6f6f7", "#000000"),
    "supports": ("#532687", "#ffffff"),
}
LEVELS = ("level_1", "level_2", "level_3", "level_4", "no_level")
CONFIDENCE = ("confidence_1", "confidence_2", "confidence_3")


def infrastructure(table: pd.DataFrame, labels: dict[str, str], look: Look) -> Picture:
    """Infrastructure readiness: for each block, how many people put it at which level.

    `table` is the answer to queries/infrastructure.sql; `labels` names its columns level_1 to
    level_4, no_level, undermines, mixed and supports. A dot counts people and never averages
    them. What a block does to the behaviours stands apart, to the right.
    """
    columns = [*LEVELS, *EFFECTS]
    dots = table.melt(
        id_vars=["block", "block_label", "people"], value_vars=columns,
        var_name="column", value_name="count",
    )  # fmt: skip
    ink_on = {
        column: EFFECTS.get(column, (look.paper, look.ink) if column == "no_level"
                            else (look.lines[0], "#ffffff" if not look.dark else "#000000"))
        for column in columns
    }  # fmt: skip
    dots = dots.assign(
        column_label=dots.column.map(labels),
        fill=[ink_on[column][0] for column in dots.column],
        ink=[ink_on[column][1] for column in dots.column],
        told=[
            f"{labels[column]}: {words.people(count)}"
            for column, count in zip(dots.column, dots["count"], strict=True)
        ],
    )
    if look.narrow:
        return _finished(_infrastructure_as_list(dots, table, look), look)
    at = {column: place + (0.6 if column in EFFECTS else 0) for place, column in enumerate(columns)}
    dots = dots.assign(at=dots.column.map(at), row=_wrapped(dots.block_label, 30))
    rows = list(_wrapped(table.block_label, 30))
    y = alt.Y(
        "row:N", title=None, scale=alt.Scale(domain=rows),
        axis=_left_axis("datum.value", grid=True, gridColor=BORDER, gridOpacity=0.35),
    )  # fmt: skip
    heads = _wrapped(pd.Series([labels[column] for column in columns]), 12)
    x = alt.X(
        "at:Q", title=None,
        scale=alt.Scale(domain=[-0.5, len(columns) + 0.1], nice=False, zero=False),
        axis=_top_axis(heads, values=list(at.values()), labelOverlap=False,
                       labelExpr=_one_of(heads)),
    )  # fmt: skip
    silent = pd.DataFrame({"row": _wrapped(table[table.people == 0].block_label, 30)})
    nobody = (
        alt.Chart(silent.assign(text="no view yet", at=1.5))
        .mark_text(color="currentColor")
        .encode(x=x, y=y, text=alt.Text("text:N"))
    )
    base = alt.Chart(dots[dots["count"] > 0]).encode(x=x, y=y)
    return _finished(_layered([nobody, *_counted(base)], alt.Step(46)), look)


def _infrastructure_as_list(dots: pd.DataFrame, table: pd.DataFrame, look: Look) -> Picture:
    silent = table[table.people == 0]
    none = pd.DataFrame({"block": silent.block, "block_label": silent.block_label})
    none = none.assign(column_label="no view yet", count=0, fill=look.paper, ink=look.ink, told="")
    said = pd.concat([dots[dots["count"] > 0], none])
    order = {block: place for place, block in enumerate(table.block)}
    said = said.sort_values("block", key=lambda blocks: blocks.map(order), kind="stable")
    said = said.assign(row=_joined(said.block_label, said.column_label, 40), text=said.column_label)
    y = _grouped_rows(said.row, axis=None)
    base = alt.Chart(said).encode(y=y)
    named = base.mark_text(align="left", color="currentColor")
    layers = [
        *_counted(base.transform_filter("datum.count > 0").encode(x=alt.XValue(16))),
        named.encode(x=alt.XValue(40), text=alt.Text("text:N")),
        _headings(said.row, y),
    ]
    return _layered(layers, alt.Step(36))


def _counted(base: alt.Chart) -> Layers:
    """A dot for so many people, with their number in it."""
    told = alt.Tooltip("told:N", title="Heard")
    return [
        base.mark_circle(opacity=1, stroke=BORDER, strokeWidth=1).encode(
            fill=alt.Fill("fill:N", scale=None), tooltip=told,
            size=alt.Size("count:Q", legend=None,
                          scale=alt.Scale(domain=[1, 12], range=[420, 1100], clamp=True)),
        ),
        base.mark_text().encode(
            text=alt.Text("count:Q"), color=alt.Color("ink:N", scale=None), tooltip=told
        ),
    ]  # fmt: skip


# --- one cell, opened ---------------------------------------------------------------------------


def cell(table: pd.DataFrame, look: Look) -> Picture:
    """Everybody's dot in one cell, from 0 to 10; `table` is the answer to queries/cell.sql."""
    votes = table.dropna(subset="strength").assign(
        half=lambda rows: (rows.strength * 2).round() / 2
    )
    stacked = votes.assign(height=votes.groupby("half").cumcount() + 1)
    x = alt.X(
        "half:Q", title="How strongly people noticed it, 0 to 10",
        scale=alt.Scale(domain=[-0.5, 10.5], nice=False),
        axis=alt.Axis(values=list(range(11)), grid=False, format="d"),
    )  # fmt: skip
    most = int(stacked.height.max()) if len(stacked) else 1
    dots = (
        alt.Chart(stacked)
        .mark_circle(opacity=1, size=220, color=look.lines[0])
        .encode(
            x=x,
            y=alt.Y("height:Q", axis=None, scale=alt.Scale(domain=[0.4, max(most, 3) + 0.6])),
            tooltip=[
                alt.Tooltip("sector:N", title="Speaks for"),
                alt.Tooltip("strength:Q", title="Strength", format=".1f"),
                alt.Tooltip("notes:Q", title="Notes"),
            ],
        )
    )
    return _finished(_layered([dots], max(most, 3) * 22), look)


# --- what they share ----------------------------------------------------------------------------


class Picture(alt.LayerChart):
    """A layered chart that is not held to Vega-Lite's schema each time it is drawn.

    The schema takes three quarters of the time of drawing; the tests hold every picture to it.
    """

    def to_dict(self, validate: bool = False, **more: Any) -> dict[str, Any]:
        """The specification."""
        specification: dict[str, Any] = super().to_dict(validate, **more)
        return specification


def _layered(layers: Layers, height: float | alt.Step) -> Picture:
    """The layers that draw something: an empty one has no name for a screen reader."""
    drawn = [layer for layer in layers if len(layer.data)]
    for place, layer in enumerate(drawn):
        # Without a name, Altair prints the whole table to make one.
        layer.name = f"layer_{place}"
    return Picture(layer=drawn, height=height)


def _finished(chart: Picture, look: Look) -> Picture:
    """The chart with the house's type, and with who, when and what for burned in below it.

    It is finished in place: `properties()` and `configure()` would copy every layer anew.
    """
    width = 36 if look.narrow else 135
    lines = [line for text in look.footer for line in textwrap.wrap(text, width)]
    chart.title = alt.TitleParams(
        lines, orient="bottom", anchor="start", frame="bounds", fontSize=look.size, offset=14,
        fontWeight="normal", color="currentColor", lineHeight=look.size + 6,
    )  # fmt: skip
    chart.width = "container"
    # The width is the page's; the height is ours, and what stands around it comes on top.
    chart.autosize = alt.AutoSizeParams(type="fit-x", contains="padding")
    chart.padding = {"left": 2, "top": 10, "right": 4, "bottom": 6}
    chart.config = alt.Config(
        font="Source Sans, Source Sans Pro, sans-serif",
        background="transparent",
        view=alt.ViewConfig(stroke=None),
        text=alt.MarkConfig(fontSize=look.size),
        axis=alt.AxisConfig(
            labelFontSize=look.size, titleFontSize=look.size, labelColor="currentColor",
            titleColor="currentColor", titleFontWeight="normal", labelFontWeight="normal",
            labelLimit=0, labelAngle=0, domain=False, ticks=False,
        ),
    )  # fmt: skip
    return chart


def _wrapped(labels: pd.Series[str], width: int) -> list[str]:
    return ["\n".join(textwrap.wrap(label, width)) for label in labels]


def _joined(groups: pd.Series[str], labels: pd.Series[str], width: int) -> list[str]:
    return [
        group + JOINT + label for group, label in zip(groups, _wrapped(labels, width), strict=True)
    ]


def _grouped_rows(rows: pd.Series[str], axis: Any = alt.Undefined) -> alt.Y:
    """Rows in the order given, each group under a heading of its own."""
    domain: list[str] = []
    for row in dict.fromkeys(rows):
        heading = row.split(JOINT)[0] + JOINT
        domain += [heading, row] if heading not in domain else [row]
    if axis is alt.Undefined:
        parts = f"split(datum.value, '{JOINT}')"
        bold = alt.condition(f"{parts}[1] == ''", alt.value("bold"), alt.value("normal"))
        axis = _left_axis(f"({parts}[1] || {parts}[0])", labelFontWeight=bold)
    return alt.Y(
        "row:N", title=None, axis=axis,
        scale=alt.Scale(domain=domain, paddingInner=0.08, paddingOuter=0),
    )  # fmt: skip


def _headings(rows: pd.Series[str], y: alt.Y) -> alt.Chart:
    """The groups' names, each in the row that was kept for it."""
    names = list(dict.fromkeys(row.split(JOINT)[0] for row in rows))
    table = pd.DataFrame({"row": [name + JOINT for name in names]})
    table = table.assign(heading=_wrapped(pd.Series(names), 38))
    drawn: alt.Chart = (
        alt.Chart(table)
        .mark_text(
            align="left",
            fontWeight="bold",
            color="currentColor",
            lineBreak="\n",
            dy=_centred("heading"),
        )
        .encode(y=y, x=alt.XValue(0), text=alt.Text("heading:N"))
    )
    return drawn


def _centred(field: str) -> alt.ExprRef:
    """Half a line upwards for text of two lines, of which Vega centres only the first."""
    return alt.ExprRef(f"indexof(datum.{field}, '\\n') >= 0 ? {-LINE / 2} : 0")


def _top_axis(labels: Sequence[str], **more: Any) -> alt.Axis:
    """An axis above the view, with room for as many lines as its labels have.

    Vega hangs further lines below the first, into the picture; the padding lifts them out.
    """
    lines = max((label.count("\n") + 1 for label in labels), default=1)
    return alt.Axis(orient="top", grid=False, labelPadding=6 + (lines - 1) * LINE, **more)


def _left_axis(label: str, **more: Any) -> alt.Axis:
    """An axis at the left, whose labels may have two lines, centred on their row."""
    return alt.Axis(
        labelPadding=10,
        labelExpr=_lines_of(label),
        # Of all that an axis lets depend on the label, this lifts it by half a line.
        labelBaseline=alt.condition(
            f"indexof({label}, '\\n') >= 0", alt.value("line-bottom"), alt.value("middle")
        ),
        **more,
    )


def _one_of(labels: Sequence[str]) -> str:
    """A Vega expression for the label at a whole number, its lines broken where we did."""
    return f"{json.dumps([label.split(chr(10)) for label in labels])}[floor(datum.value)]"


def _lines_of(value: str) -> str:
    """A Vega expression that breaks a label where we did."""
    return f"split({value}, '\\n')"
