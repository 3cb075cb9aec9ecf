"""The heatmap of behaviours by part, and one of its cells opened."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from mirror import honesty, words
from mirror.charts.paper import (
    BORDER,
    Layers,
    Look,
    Picture,
    centred,
    finished,
    grouped_rows,
    headings,
    joined,
    layered,
    lines_of,
    top_axis,
    wrapped,
)

#: More parts than these would not leave a cell room for its words.
MOST_COLUMNS = 8


def behaviours(table: pd.DataFrame, look: Look) -> Picture:
    """The behaviours heatmap: behaviours in their families down, parts of the system across.

    `table` is the judged answer to queries/behaviours.sql. The selection `cell` carries the
    behaviour and the part of a cell that was clicked. A narrow screen, or a place of very
    many parts, gets a row for each cell.
    """
    cells = _shaded(table, look)
    if look.narrow or cells.part.nunique() > MOST_COLUMNS:
        return finished(_behaviours_as_list(cells, look), look)
    cells = cells.assign(
        row=joined(cells.family, cells.behaviour_label, 34),
        column=wrapped(cells.part_label, 15),
    )
    x = alt.X(
        "column:N", title=None, sort=list(dict.fromkeys(cells.column)),
        scale=alt.Scale(paddingInner=0.03, paddingOuter=0),
        axis=top_axis(list(cells.column), labelExpr=lines_of("datum.value")),
    )  # fmt: skip
    base = alt.Chart(cells).encode(x=x, y=grouped_rows(cells.row))
    return finished(layered(_cell(base, look), alt.Step(42)), look)


def _behaviours_as_list(cells: pd.DataFrame, look: Look) -> Picture:
    cells = cells.assign(
        row=joined(cells.behaviour_label, cells.part_label, 24),
        side=wrapped(cells.part_label, 24),
    )
    y = grouped_rows(cells.row, axis=None)
    base = alt.Chart(cells).encode(y=y)
    side = base.mark_text(align="left", lineBreak="\n", dy=centred("side")).encode(
        x=alt.XValue(10), text=alt.Text("side:N"), color=alt.Color("ink:N", scale=None)
    )
    drawn = _cell(base, look, right=True)
    return layered([*drawn, side, headings(cells.row, y)], alt.Step(44))


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
        align="right" if right else "center", dx=-10 if right else 0, dy=centred("text"),
        lineBreak="\n",
        cursor="pointer",
    )  # fmt: skip
    text = text.encode(text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None), tooltip=told)
    return [box, silence, text.encode(x=alt.XValue("width")) if right else text]


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
    return finished(layered([dots], max(most, 3) * 22), look)
