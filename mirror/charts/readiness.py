"""The readiness of the building blocks: a dot for so many people, never an average."""

from __future__ import annotations

import altair as alt
import pandas as pd

from mirror import words
from mirror.charts.paper import (
    BORDER,
    Layers,
    Look,
    Picture,
    finished,
    grouped_rows,
    headings,
    joined,
    layered,
    left_axis,
    one_of,
    top_axis,
    wrapped,
)

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
        return finished(_infrastructure_as_list(dots, table, look), look)
    at = {column: place + (0.6 if column in EFFECTS else 0) for place, column in enumerate(columns)}
    dots = dots.assign(at=dots.column.map(at), row=wrapped(dots.block_label, 30))
    rows = list(wrapped(table.block_label, 30))
    y = alt.Y(
        "row:N", title=None, scale=alt.Scale(domain=rows),
        axis=left_axis("datum.value", grid=True, gridColor=BORDER, gridOpacity=0.35),
    )  # fmt: skip
    heads = wrapped(pd.Series([labels[column] for column in columns]), 12)
    x = alt.X(
        "at:Q", title=None,
        scale=alt.Scale(domain=[-0.5, len(columns) + 0.1], nice=False, zero=False),
        axis=top_axis(heads, values=list(at.values()), labelOverlap=False,
                       labelExpr=one_of(heads)),
    )  # fmt: skip
    silent = pd.DataFrame({"row": wrapped(table[table.people == 0].block_label, 30)})
    nobody = (
        alt.Chart(silent.assign(text="no view yet", at=1.5))
        .mark_text(color="currentColor")
        .encode(x=x, y=y, text=alt.Text("text:N"))
    )
    base = alt.Chart(dots[dots["count"] > 0]).encode(x=x, y=y)
    return finished(layered([nobody, *_counted(base)], alt.Step(46)), look)


def _infrastructure_as_list(dots: pd.DataFrame, table: pd.DataFrame, look: Look) -> Picture:
    silent = table[table.people == 0]
    none = pd.DataFrame({"block": silent.block, "block_label": silent.block_label})
    none = none.assign(column_label="no view yet", count=0, fill=look.paper, ink=look.ink, told="")
    said = pd.concat([dots[dots["count"] > 0], none])
    order = {block: place for place, block in enumerate(table.block)}
    said = said.sort_values("block", key=lambda blocks: blocks.map(order), kind="stable")
    said = said.assign(row=joined(said.block_label, said.column_label, 40), text=said.column_label)
    y = grouped_rows(said.row, axis=None)
    base = alt.Chart(said).encode(y=y)
    named = base.mark_text(align="left", color="currentColor")
    layers = [
        *_counted(base.transform_filter("datum.count > 0").encode(x=alt.XValue(16))),
        named.encode(x=alt.XValue(40), text=alt.Text("text:N")),
        headings(said.row, y),
    ]
    return layered(layers, alt.Step(36))


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
