"""The pictures of a release: ranges and bands of people, no middle and no count."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from mirror import honesty, words
from mirror.charts.heatmap import OPENS, as_list, crossed, plain_rows, stacked_dots
from mirror.charts.paper import (
    Layers,
    Look,
    Picture,
    finished,
    grouped_rows,
    in_pixels,
    joined,
    layered,
    wrapped,
)
from mirror.charts.timeline import HEAD, LANE, Signal, Times, lane_sheet, time_axis

#: The code that stands for all parts together.
ALL_PARTS = "*"
#: More parts than these leave a cell no room for its words.
MOST_COLUMNS, MOST_IF_TIGHT = 7, 5
#: More stretches of time than these leave no room for a band of people under each.
MOST_TIMES, MOST_TIMES_IF_TIGHT = 16, 8
#: The foot of a lane, in pixels: people, and below them what else is said in words.
FOOT = 52


def banded_text(row: Any) -> str:
    """What a cell of a release says: a range or a word, and its people as a band."""
    if row.state == "unheard":
        return "too few to show"
    people = f"{row.people} people"
    if row.state == "count":
        return people
    said = {"split": "seen two ways", "alike": "views were alike"}
    return f"{said.get(row.state) or _range(row)}\n{people}"


def _range(row: Any) -> str:
    return f"{row.low:g} to {row.high:g}" if row.low < row.high else f"{row.low:g}"


def released_behaviours(table: pd.DataFrame, look: Look) -> Picture:
    """Behaviours in their families down, all parts and each of them across.

    `table` is the answer to queries/released/behaviours.sql. The selection `cell` carries the
    behaviour and the part of a cell that was clicked. A narrow screen, or a place of very many
    parts, gets a row for each cell that is shown.
    """
    cells = _cells(table, look)
    if look.narrow or cells.part.nunique() > (MOST_IF_TIGHT if look.tight else MOST_COLUMNS):
        # A part of which nothing is shown needs no row of its own there.
        cells = cells[(cells.part == ALL_PARTS) | (cells.state != "unheard")]
        cells = cells.assign(
            row=joined(cells.behaviour_label, cells.part_label, 24),
            side=_beside(cells.part_label, look),
        )
        return finished(as_list(cells, look, OPENS), look)
    cells = cells.assign(
        row=joined(cells.family_label, cells.behaviour_label, 30),
        column=wrapped(cells.part_label, 14),
    )
    return finished(crossed(cells, look, OPENS, grouped_rows(cells.row), 46), look)


def released_infrastructure(table: pd.DataFrame, look: Look) -> Picture:
    """Building blocks down, everybody and each level across; a cell counts people as a band.

    `table` is the answer to queries/released/infrastructure.sql. A block of which nothing is shown
    has no row.
    """
    spoken = table[table.state != "unheard"].block
    cells = _cells(table[table.block.isin(spoken)], look)
    names = {"block": "block_label", "level": "level_label"}
    if look.narrow:
        # A level of which nothing is shown needs no row of its own there.
        cells = cells[cells.level.isna() | (cells.state != "unheard")]
        cells = cells.assign(
            row=joined(cells.block_label, cells.level_label, 24),
            side=_beside(cells.level_label, look),
        )
        return finished(as_list(cells, look, names), look)
    cells = cells.assign(
        row=wrapped(cells.block_label, 30), column=wrapped(cells.level_label, 15)
    )  # fmt: skip
    return finished(crossed(cells, look, names, plain_rows(cells.row), 46), look)


def _beside(labels: pd.Series[str], look: Look) -> list[str]:
    """The labels at the left of a list, in two lines at most: each row has room for two."""
    width = 24 if look.narrow else 60
    return ["\n".join(wrap(label, width, max_lines=2, placeholder=" …")) for label in labels]


def _cells(table: pd.DataFrame, look: Look) -> pd.DataFrame:
    """The cells with their text, fill and ink: a shade where there is a range, by its middle."""
    shades = look.shades(3)
    drawn = [
        shades[honesty.shade((row.low + row.high) / 2, 3)]
        if row.state == "range"
        else (look.paper, look.ink)
        for row in table.itertuples()
    ]
    text = [banded_text(row) for row in table.itertuples()]
    kept = table.drop(columns=["low", "high", "gap", "dots", "people"], errors="ignore")
    return kept.assign(
        text=text,
        told=[said.replace("\n", " · ") for said in text],
        fill=[fill for fill, _ in drawn],
        ink=[ink for _, ink in drawn],
    )


def released_pace(table: pd.DataFrame, signals: Sequence[Signal], look: Look) -> Picture:
    """A lane for each signal along the time: its range where there is one, and its people below.

    `table` is the answer to queries/released/pace.sql, without the rows of all time. A narrow
    screen, or a long time, gets a row for each stretch.
    """
    titles = {signal.name: f"{signal.title}, 0 to {signal.top:g}" for signal in signals}
    table = table.assign(
        when=[words.stretch(row.stretch, int(row.months)) for row in table.itertuples()],
        signal_label=table.signal.map(titles),
    )
    times = Times(
        tuple(when.date() for when in table.stretch.drop_duplicates()), int(table.months.iloc[0])
    )
    most = MOST_TIMES_IF_TIGHT if look.tight else MOST_TIMES
    if look.narrow or times.count > most:
        return finished(_as_list(table, look), look)
    x = time_axis(times, look)
    drawn: Layers = []
    for place, signal in enumerate(signals):
        top = place * (HEAD + LANE + FOOT) + HEAD
        drawn += lane_sheet(signal, top, look)
        drawn += _lane(table[table.signal == signal.name], signal, times, top, x, look)
    return finished(layered(drawn, len(signals) * (HEAD + LANE + FOOT)), look)


def _as_list(table: pd.DataFrame, look: Look) -> Picture:
    text = [banded_text(row) for row in table.itertuples()]
    cells = table.assign(
        text=text, told=[said.replace("\n", " · ") for said in text],
        fill=look.paper, ink=look.ink, side=table.when,
        row=joined(table.signal_label, table.when, 24),
    )  # fmt: skip
    return as_list(cells, look, {"signal": "signal_label", "when": "when"})


def _lane(
    table: pd.DataFrame, signal: Signal, times: Times, top: float, x: alt.X, look: Look
) -> Layers:
    """The ranges of one signal, and below them how many people, or that they are too few."""
    middle = {start: place + 0.5 for place, start in enumerate(times.starts)}
    short = {"unheard": "–" if look.tight or times.are_many else "too few"}
    below = {"split": "two ways", "alike": "alike"}
    table = table.assign(
        at=[middle[when.date()] for when in table.stretch],
        foot=top + LANE + 21,
        under=top + LANE + 40,
        said=[short.get(row.state) or row.people for row in table.itertuples()],
        word=[below.get(state, "") for state in table.state],
        told=[
            f"{row.when}: {banded_text(row)}".replace("\n", " · ") for row in table.itertuples()
        ],
    )  # fmt: skip
    ranged = table[table.state == "range"]
    ranged = ranged.assign(
        low_at=top + LANE * (1 - ranged.low / signal.top),
        high_at=top + LANE * (1 - ranged.high / signal.top),
    )
    heard = alt.Tooltip("told:N", title="Heard")
    worded = table[table.word != ""]
    return [
        alt.Chart(ranged[["at", "low_at", "high_at", "told"]])
        .mark_rule(stroke=look.lines[0], opacity=0.7, strokeWidth=16)
        .encode(x=x, y=in_pixels("low_at"), y2=alt.Y2("high_at:Q"), tooltip=heard),
        *(
            alt.Chart(shown[["at", where, what, "told"]])
            .mark_text(color="currentColor")
            .encode(x=x, y=in_pixels(where), text=alt.Text(f"{what}:N"), tooltip=heard)
            for shown, where, what in ((table, "foot", "said"), (worded, "under", "word"))
        ),
    ]


def released_dots(dots: Sequence[float], look: Look) -> Picture:
    """A dot for each person in a cell that may show them, from 0 to 10, to the half point."""
    return stacked_dots(
        pd.DataFrame({"half": sorted(dots)}),
        [alt.Tooltip("half:Q", title="Strength", format=".1f")],
        look,
    )
