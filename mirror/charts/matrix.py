"""Blocks down and behaviours across: a dot for so many people who say what one does to another."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from mirror import words
from mirror.charts.paper import (
    BORDER,
    LINE,
    Layers,
    Look,
    Picture,
    centred,
    counted,
    drawn_once,
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
from mirror.charts.readiness import EFFECTS, LEGEND

#: More behaviours than these would not leave a cell room for its dots.
MOST_COLUMNS = 10
#: Half a cell's width, and how far from its middle its outer dots stand, where a column is 1 wide.
HALF, OUT = 0.46, 0.3
#: The areas of the least and the largest dot: three stand side by side in a cell.
SMALL = (400, 640)


@drawn_once
def blocks_and_behaviours(table: pd.DataFrame, labels: dict[str, str], look: Look) -> Picture:
    """How many people say that a block undermines a behaviour, does both, or supports it.

    `table` is the answer to queries/blocks_and_behaviours.sql; `labels` names the effects. A pair
    that nobody spoke of is dashed and empty. A narrow screen, or a team with very many behaviours,
    gets a row for each pair that somebody spoke of.
    """
    if look.narrow or table.behaviour.nunique() > MOST_COLUMNS:
        return finished(_as_list(table, labels, look), look)
    columns = table.drop_duplicates("behaviour")
    families = list(dict.fromkeys(columns.family_label))
    apart = 0.6 / len(families)
    at = {
        row.behaviour: place + apart * families.index(row.family_label)
        for place, row in enumerate(columns.itertuples())
    }
    cells = table.assign(at=table.behaviour.map(at), row=wrapped(table.block_label, 20))
    cells = cells.assign(
        left=cells["at"] - HALF, right=cells["at"] + HALF, told=_told(table, labels)
    )
    heads = wrapped(columns.behaviour_label, 14)
    across: dict[str, Any] = {
        "title": None,
        "scale": alt.Scale(domain=[-0.5, max(at.values()) + 0.5], nice=False, zero=False),
        # Every layer has the same axis: where one has none, Vega-Lite drops what lifts its labels.
        "axis": top_axis(
            heads, values=list(at.values()), labelOverlap=False, labelExpr=one_of(heads)
        ),
    }
    x = alt.X("at:Q", **across)
    rows = list(dict.fromkeys(cells.row))
    y = alt.Y(
        "row:N", title=None, axis=left_axis("datum.value", values=rows),
        scale=alt.Scale(domain=[*rows, LEGEND], paddingInner=0.08, paddingOuter=0),
    )  # fmt: skip
    spoken = cells.people > 0
    told = [
        alt.Tooltip("block_label:N", title="Block"),
        alt.Tooltip("behaviour_label:N", title="Behaviour"),
        alt.Tooltip("told:N", title="Heard"),
    ]
    heard, silent = (
        alt.Chart(rows_).encode(x=alt.X("left:Q", **across), x2="right:Q", y=y, tooltip=told)
        for rows_ in (cells[spoken], cells[~spoken])
    )
    drawn = [
        silent.mark_rect(
            fill=look.paper, stroke=BORDER, strokeWidth=1, strokeDash=[4, 4], strokeOpacity=0.6
        ),
        heard.mark_rect(fill=look.faint, stroke=BORDER, strokeWidth=1),
        _families(columns.assign(left=columns.behaviour.map(at) - HALF), across, heads),
        *_dots(cells[spoken], x, y),
        *_legend(labels, y, look),
    ]
    return finished(layered(drawn, look.step(44)), look)


def _told(table: pd.DataFrame, labels: dict[str, str]) -> list[str]:
    """What people say of each pair, in words."""
    called = {effect: labels[effect] for effect in EFFECTS}
    return [words.said(row, called) or "no view yet" for row in table.to_dict("records")]


def _families(columns: pd.DataFrame, across: dict[str, Any], heads: list[str]) -> alt.Chart:
    """The families' names, each above its first behaviour."""
    lines = max(head.count("\n") + 1 for head in heads)
    first = columns.drop_duplicates("family_label")
    named: alt.Chart = (
        alt.Chart(first)
        .mark_text(align="left", fontWeight="bold", color="currentColor")
        .encode(
            x=alt.X("left:Q", **across),
            y=alt.YValue(-(lines * LINE + 20)),
            text=alt.Text("family_label:N"),
        )
    )
    return named


def _dots(cells: pd.DataFrame, x: alt.X, y: alt.Y) -> Layers:
    """A dot for each effect that somebody names, each in its own place in the cell."""
    out = dict(zip(EFFECTS, (-OUT, 0.0, OUT), strict=True))
    dots = cells.melt(
        id_vars=["row", "at", "block_label", "behaviour_label", "told"],
        value_vars=list(EFFECTS), var_name="effect", value_name="count",
    )  # fmt: skip
    dots = _coloured(dots[dots["count"] > 0])
    base = alt.Chart(dots.assign(at=dots["at"] + dots.effect.map(out))).encode(x=x, y=y)
    return counted(base, sizes=SMALL)


def _coloured(dots: pd.DataFrame) -> pd.DataFrame:
    return dots.assign(
        fill=[EFFECTS[effect][0] for effect in dots.effect],
        ink=[EFFECTS[effect][1] for effect in dots.effect],
    )


def _legend(labels: dict[str, str], y: alt.Y, look: Look) -> Layers:
    """What dots and dashes stand for, in a row of its own, from left to right as in a cell."""
    told = [*((labels[effect], *EFFECTS[effect]) for effect in EFFECTS), ("no view yet", "", "")]
    drawn, pixels = [], 16
    for text, fill, _ink in told:
        base = alt.Chart(pd.DataFrame({"row": [LEGEND], "text": [text]})).encode(y=y)
        sign = base.encode(x=alt.XValue(pixels))
        drawn += [
            sign.mark_circle(opacity=1, size=400, fill=fill, stroke=BORDER, strokeWidth=1)
            if fill
            else sign.mark_square(
                size=400, fill=look.paper, stroke=BORDER, strokeWidth=1, strokeDash=[4, 4]
            ),
            base.mark_text(align="left", color="currentColor").encode(
                x=alt.XValue(pixels + 18), text=alt.Text("text:N")
            ),
        ]
        pixels += 60 + 8 * len(text)
    return drawn


def _as_list(table: pd.DataFrame, labels: dict[str, str], look: Look) -> Picture:
    spoken = table[table.people > 0].assign(told=_told(table[table.people > 0], labels))
    effects = pd.DataFrame(
        {"effect": list(EFFECTS), "side": [labels[effect] for effect in EFFECTS]}
    )
    effects = effects.assign(row=joined(pd.Series("What it does", effects.index), effects.side, 40))
    pairs = spoken.assign(
        row=joined(spoken.block_label, spoken.behaviour_label, 32),
        side=wrapped(spoken.behaviour_label, 32),
    )
    rows = pd.concat([effects.row, pairs.row])
    y = grouped_rows(rows, axis=None)
    dots = pairs.melt(
        id_vars=["row", "told"], value_vars=list(EFFECTS), var_name="effect", value_name="count"
    )
    drawn: Layers = []
    for place, effect in enumerate(reversed(EFFECTS)):
        at = alt.Chart(_coloured(dots[(dots["count"] > 0) & (dots.effect == effect)]))
        drawn += counted(at.encode(y=y, x=alt.XValue("width")), -16 - 30 * place, sizes=SMALL)
    signs = _coloured(effects)
    drawn += [
        alt.Chart(signs)
        .mark_circle(opacity=1, size=400, stroke=BORDER, strokeWidth=1)
        .encode(y=y, x=alt.XValue(16), fill=alt.Fill("fill:N", scale=None)),
        alt.Chart(signs)
        .mark_text(align="left", color="currentColor")
        .encode(y=y, x=alt.XValue(34), text=alt.Text("side:N")),
        alt.Chart(pairs)
        .mark_text(align="left", color="currentColor", lineBreak="\n", dy=centred("side"))
        .encode(y=y, x=alt.XValue(0), text=alt.Text("side:N")),
        headings(rows, y),
    ]
    return layered(drawn, alt.Step(40))
