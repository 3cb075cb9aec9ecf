"""The heatmap of behaviours by part, and one of its cells opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from mirror import honesty, words
from mirror.charts.paper import (
    BORDER,
    JOINT,
    Layers,
    Look,
    Picture,
    centred,
    drawn_once,
    finished,
    grouped_rows,
    headings,
    joined,
    layered,
    left_axis,
    lines_of,
    one_of,
    top_axis,
    wrapped,
)

#: More parts than these would not leave a cell room for its words.
MOST_COLUMNS = 8


@drawn_once
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
        row=joined(cells.family_label, cells.behaviour_label, 34),
        column=wrapped(cells.part_label, 15),
    )
    return finished(crossed(cells, look, OPENS, grouped_rows(cells.row), 42), look)


def families(table: pd.DataFrame, look: Look) -> Picture:
    """The heatmap folded for a first look: how many people were heard on each family, by part.

    `table` is the answer to queries/families.sql. It has no shade: an average across behaviours
    would say what nobody said. The selection `cell` carries the family that was clicked.
    """
    text = [
        f"{words.people(row.people)}\non {row.heard} of {row.behaviours}"
        if row.people
        else "not heard yet"
        for row in table.itertuples()
    ]
    cells = table.assign(
        state=["few" if people else "unheard" for people in table.people],
        text=text, told=[said.replace("\n", ", ") for said in text], fill=look.paper, ink=look.ink,
        row=wrapped(table.family_label, 34), column=wrapped(table.part_label, 15),
        side=wrapped(table.part_label, 24),
    )  # fmt: skip
    picked: dict[str, str] = {"family": "family_label"}
    if look.narrow or cells.part.nunique() > MOST_COLUMNS:
        cells = cells.assign(row=joined(cells.family_label, cells.part_label, 24))
        return finished(as_list(cells, look, picked), look)
    return finished(crossed(cells, look, picked, plain_rows(cells.row), 64), look)


def crossed(
    cells: pd.DataFrame, look: Look, opens: Mapping[str, str], y: alt.Y, step: float
) -> Picture:
    """Cells in rows and in columns, each with its `text`, `told`, `fill` and `ink`."""
    x = alt.X(
        "column:N", title=None, sort=list(dict.fromkeys(cells.column)),
        scale=alt.Scale(paddingInner=0.03, paddingOuter=0),
        axis=top_axis(list(cells.column), labelExpr=lines_of("datum.value")),
    )  # fmt: skip
    base = alt.Chart(cells).encode(x=x, y=y)
    return layered(cell_layers(base, look, opens), look.step(step))


def plain_rows(rows: pd.Series[str]) -> alt.Y:
    """Rows in the order given, without groups."""
    return alt.Y(
        "row:N", title=None, sort=list(dict.fromkeys(rows)),
        scale=alt.Scale(paddingInner=0.05, paddingOuter=0), axis=left_axis("datum.value"),
    )  # fmt: skip


@drawn_once
def two_times(then: pd.DataFrame, since: pd.DataFrame, look: Look) -> Picture:
    """The heatmap of two times, each cell in two halves: before, and since.

    `then` and `since` are judged answers to queries/behaviours.sql with the same rows.
    """
    earlier = _shaded(then, look).assign(when="before", heard=_briefly(then))
    later = _shaded(since, look).assign(when="since", heard=_briefly(since))
    if look.narrow or then.part.nunique() > MOST_COLUMNS:
        return finished(_two_times_as_list(earlier, later, look), look)
    places = {part: place for place, part in enumerate(dict.fromkeys(then.part))}
    cells = pd.concat([earlier, later])
    left = [
        places[part] + (0.02 if when == "before" else 0.49)
        for part, when in zip(cells.part, cells.when, strict=True)
    ]
    cells = cells.assign(
        row=joined(cells.family_label, cells.behaviour_label, 34),
        left=left, right=[start + 0.47 for start in left], middle=[start + 0.235 for start in left],
        told=[f"{when}: {told}" for when, told in zip(cells.when, cells.told, strict=True)],
    )  # fmt: skip
    parts = wrapped(then.part_label.drop_duplicates(), 15)
    scale = alt.Scale(domain=[0, len(places)], nice=False, zero=False)
    axis = top_axis(
        parts, values=[place + 0.5 for place in places.values()], labelOverlap=False,
        labelExpr=one_of(parts),
    )  # fmt: skip
    y = grouped_rows(cells.row)
    base = alt.Chart(cells).encode(y=y, x=alt.X("left:Q", title=None, scale=scale, axis=axis))
    box = {"x2": alt.X2("right:Q")}
    heads = cells.drop_duplicates(["family_label", "part", "when"])
    heads = heads.assign(row=[row.split(JOINT)[0] + JOINT for row in heads.row])
    named = (
        alt.Chart(heads[["row", "middle", "when"]])
        .mark_text(color="currentColor")
        .encode(y=y, x=alt.X("middle:Q", scale=scale, axis=axis), text=alt.Text("when:N"))
    )
    said = {"x": alt.X("middle:Q", scale=scale, axis=axis), "text": alt.Text("heard:N")}
    drawn = cell_layers(base, look, OPENS, box=box, said=said)
    return finished(layered([*drawn, named], look.step(42)), look)


def _briefly(table: pd.DataFrame) -> list[str]:
    """What half a cell says: it has room for a range and a number of people."""
    return [
        "–"
        if row.state == "unheard"
        else f"{words.between(row.low, row.high)} · {row.voters}"
        if row.state == "range"
        else f"two ways\n{row.voters}"
        if row.state == "split"
        else words.people(row.people).replace(" ", "\n")
        for row in table.itertuples()
    ]


def _two_times_as_list(then: pd.DataFrame, since: pd.DataFrame, look: Look) -> Picture:
    both = [f"before: {one}\nsince: {two}" for one, two in zip(then.told, since.told, strict=True)]
    silent = (then.state == "unheard") & (since.state == "unheard")
    cells = then.assign(
        text=both, told=[text.replace("\n", ", ") for text in both], fill=look.paper, ink=look.ink,
        state=["unheard" if nobody else "few" for nobody in silent],
        row=joined(then.behaviour_label, then.part_label, 20),
        side=wrapped(then.part_label, 20),
    )  # fmt: skip
    return as_list(cells, look, OPENS, step=54)


def _behaviours_as_list(cells: pd.DataFrame, look: Look) -> Picture:
    cells = cells.assign(
        row=joined(cells.behaviour_label, cells.part_label, 24),
        side=wrapped(cells.part_label, 24),
    )
    return as_list(cells, look, OPENS)


def as_list(cells: pd.DataFrame, look: Look, opens: Mapping[str, str], step: int = 44) -> Picture:
    """The cells one below the other: the part at the left, what was heard at the right."""
    y = grouped_rows(cells.row, axis=None)
    base = alt.Chart(cells).encode(y=y)
    side = base.mark_text(align="left", lineBreak="\n", dy=centred("side")).encode(
        x=alt.XValue(10), text=alt.Text("side:N"), color=alt.Color("ink:N", scale=None)
    )
    drawn = cell_layers(base, look, opens, right=True)
    return layered([*drawn, side, headings(cells.row, y)], alt.Step(step))


def shades_of(table: pd.DataFrame, look: Look) -> Sequence[tuple[str, str]]:
    """The shades that the cells can bear: five only where each range has 15 people."""
    ranged = table[table.state == "range"]
    return look.shades(5 if len(ranged) and ranged.voters.min() >= 15 else 3)


def fills(table: pd.DataFrame, look: Look) -> list[tuple[str, str]]:
    """Each cell's fill and the ink to be read on it: a shade only where there is a range."""
    shades = shades_of(table, look)
    return [
        shades[honesty.shade(mean, len(shades))] if state == "range" else (look.paper, look.ink)
        for state, mean in zip(table.state, table["mean"], strict=True)
    ]


def _shaded(table: pd.DataFrame, look: Look) -> pd.DataFrame:
    """The cells with their text, fill and ink."""
    looks = fills(table, look)
    text = [cell_text(row) for row in table.itertuples()]
    return table[
        ["family_label", "behaviour", "behaviour_label", "part", "part_label", "state"]
    ].assign(
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


#: What a click on a cell tells, each with the column that names it.
OPENS = {"behaviour": "behaviour_label", "part": "part_label"}


def cell_layers(
    base: alt.Chart,
    look: Look,
    opens: Mapping[str, str],
    right: bool = False,
    box: Mapping[str, Any] | None = None,
    said: Mapping[str, Any] | None = None,
) -> Layers:
    """The layers of a cell: its box, dashed where nobody was heard, and its text."""
    picked = alt.selection_point(name="cell", fields=list(opens), empty=False)
    told = [
        *(alt.Tooltip(f"{label}:N", title=name.capitalize()) for name, label in opens.items()),
        alt.Tooltip("told:N", title="Heard"),
    ]
    boxed = base.encode(**(box or {}))
    heard = base.data.state != "unheard"
    filled = boxed.mark_rect(stroke=BORDER, strokeWidth=1, cursor="pointer").encode(
        fill=alt.Fill("fill:N", scale=None), tooltip=told
    )
    silence = boxed.mark_rect(
        fill=look.paper, stroke=BORDER, strokeWidth=1.5, strokeDash=[6, 4]
    ).encode(tooltip=told)
    # Each layer has rows of its own: one without a mark would have no name for a screen reader.
    filled.data, silence.data = base.data[heard], base.data[~heard]
    shown = dict(said or {"text": alt.Text("text:N")})
    field = shown["text"].shorthand.removesuffix(":N")
    text = base.mark_text(
        align="right" if right else "center", dx=-10 if right else 0, dy=centred(field),
        lineBreak="\n",
        cursor="pointer",
    )  # fmt: skip
    text = text.encode(color=alt.Color("ink:N", scale=None), tooltip=told, **shown)
    text = text.add_params(picked)
    return [filled, silence, text.encode(x=alt.XValue("width")) if right else text]


def cell(table: pd.DataFrame, look: Look) -> Picture:
    """Everybody's dot in one cell, from 0 to 10; `table` is the answer to queries/cell.sql."""
    votes = table.dropna(subset="strength").assign(
        half=lambda rows: (rows.strength * 2).round() / 2
    )
    told = [
        alt.Tooltip("sector:N", title="Speaks for"),
        alt.Tooltip("strength:Q", title="Strength", format=".1f"),
        alt.Tooltip("notes:Q", title="Notes"),
    ]
    return stacked_dots(votes, told, look)


def stacked_dots(votes: pd.DataFrame, told: Sequence[alt.Tooltip], look: Look) -> Picture:
    """A dot for each row at its `half` point from 0 to 10, one on top of the other."""
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
            tooltip=list(told),
        )
    )
    return finished(layered([dots], max(most, 3) * 22), look)
