"""The readiness of the building blocks, and of one of them: a dot for so many people."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from mirror import words
from mirror.charts.paper import (
    BORDER,
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

EFFECTS = {
    "undermines": ("#b25706", "#ffffff"),
    "mixed": ("#f6f6f7", "#000000"),
    "supports": ("#532687", "#ffffff"),
}
LEVELS = ("level_1", "level_2", "level_3", "level_4", "no_level")
ENOUGH = ("enough_1", "enough_2", "enough_3", "enough_4")
CONFIDENCE = ("confidence_1", "confidence_2", "confidence_3")
#: The row under the blocks that says what the marks stand for: named by nothing that is read.
LEGEND = "\u2063"
#: What the lanes of one block are called.
PUT, GOOD = "Where people put it", "Good enough would be"
MOVED = "The same people, first to latest view"


@drawn_once
def infrastructure(table: pd.DataFrame, labels: dict[str, str], look: Look) -> Picture:
    """Infrastructure readiness: for each block, how many people put it at which level.

    `table` is the answer to queries/infrastructure.sql; `labels` names its columns level_1 to
    level_4, no_level, enough_1 to enough_4, undermines, mixed and supports. A dot counts people
    and never averages them; a square counts those for whom that level would be good enough. What a
    block does to the behaviours stands apart, to the right. The selection `block` carries the block
    that was clicked.
    """
    columns = [*LEVELS, *EFFECTS]
    dots = table.melt(
        id_vars=["block", "block_label", "people"], value_vars=[*LEVELS, *ENOUGH, *EFFECTS],
        var_name="column", value_name="count",
    )  # fmt: skip
    ink_on = {column: _colours(column, look) for column in [*LEVELS, *ENOUGH, *EFFECTS]}
    called = {
        column: f"Good enough: {labels[column]}" if column in ENOUGH else labels[column]
        for column in ink_on
    }
    dots = dots.assign(
        column_label=dots.column.map(called),
        fill=[ink_on[column][0] for column in dots.column],
        ink=[ink_on[column][1] for column in dots.column],
        told=[
            f"{called[column]}: {words.people(count)}"
            for column, count in zip(dots.column, dots["count"], strict=True)
        ],
    )
    if look.narrow:
        return finished(_infrastructure_as_list(dots, table, look), look)
    at = {column: place + (0.6 if column in EFFECTS else 0) for place, column in enumerate(columns)}
    beside = dict(zip(ENOUGH, LEVELS, strict=False))
    dots = dots.assign(at=dots.column.replace(beside).map(at), row=wrapped(dots.block_label, 30))
    rows = list(wrapped(table.block_label, 30))
    silent = pd.DataFrame({"row": wrapped(table[table.people == 0].block_label, 30)})
    # No line runs through the words of a row that has no dots.
    spoken = f"indexof({json.dumps(silent.row.tolist())}, datum.value) < 0"
    y = alt.Y(
        "row:N", title=None, scale=alt.Scale(domain=[*rows, LEGEND]),
        axis=left_axis("datum.value", values=rows, grid=True, gridColor=BORDER,
                       gridOpacity=alt.condition(spoken, alt.value(0.35), alt.value(0))),
    )  # fmt: skip
    heads = wrapped(pd.Series([labels[column] for column in columns]), 12)
    x = alt.X(
        "at:Q", title=None,
        scale=alt.Scale(domain=[-0.5, len(columns) + 0.1], nice=False, zero=False),
        axis=top_axis(heads, values=list(at.values()), labelOverlap=False,
                       labelExpr=one_of(heads)),
    )  # fmt: skip
    nobody = (
        alt.Chart(silent.assign(text="no view yet", at=1.5))
        .mark_text(color="currentColor")
        .encode(x=x, y=y, text=alt.Text("text:N"))
    )
    said = dots[dots["count"] > 0]
    put, enough = (said[said.column.isin(ENOUGH) == wanted] for wanted in (False, True))
    drawn = [
        nobody,
        *_squares(alt.Chart(enough).encode(x=x, y=y), beside=34),
        *counted(alt.Chart(put).encode(x=x, y=y), picked=_picked()),
        *(_legend(y, look) if len(said) else []),
    ]
    return finished(layered(drawn, look.step(46)), look)


def _colours(column: str, look: Look) -> tuple[str, str]:
    """The fill of a mark that counts people in this column, and the ink of its number."""
    if column in EFFECTS:
        return EFFECTS[column]
    if column == "no_level" or column in ENOUGH:
        return look.paper, look.ink
    return look.lines[0], "#000000" if look.dark else "#ffffff"


def _picked() -> alt.Parameter:
    return alt.selection_point(name="block", fields=["block"], empty=False)


def _legend(y: alt.Y, look: Look) -> Layers:
    """What a dot and a square stand for, in a row of its own."""
    marks = pd.DataFrame({"row": [LEGEND]})
    told = {
        16: "people who put the block there",
        300: "people for whom that would be good enough",
    }
    base = alt.Chart(marks).encode(y=y)
    dot, square = (alt.XValue(x) for x in told)
    return [
        base.mark_circle(opacity=1, size=300, fill=look.lines[0]).encode(x=dot),
        base.mark_square(
            opacity=1, size=340, fill=look.paper, stroke=BORDER, strokeWidth=1.5
        ).encode(x=square),
        *(
            base.mark_text(align="left", dx=18, color="currentColor").encode(
                x=alt.XValue(x), text=alt.TextValue(text)
            )
            for x, text in told.items()
        ),
    ]


def _infrastructure_as_list(dots: pd.DataFrame, table: pd.DataFrame, look: Look) -> Picture:
    silent = table[table.people == 0]
    none = pd.DataFrame({"block": silent.block, "block_label": silent.block_label})
    none = none.assign(column_label="no view yet", count=0, fill=look.paper, ink=look.ink, told="")
    said = pd.concat([dots[dots["count"] > 0], none], ignore_index=True)
    order = {block: place for place, block in enumerate(table.block)}
    said = said.sort_values("block", key=lambda blocks: blocks.map(order), kind="stable")
    said = said.assign(row=joined(said.block_label, said.column_label, 40), text=said.column_label)
    y = grouped_rows(said.row, axis=None)
    base = alt.Chart(said).encode(y=y)
    named = base.mark_text(align="left", color="currentColor")
    enough = said.column.isin(ENOUGH)
    put = alt.Chart(said[~enough & (said["count"] > 0)]).encode(y=y, x=alt.XValue(16))
    layers = [
        *_squares(alt.Chart(said[enough]).encode(y=y, x=alt.XValue(16))),
        *counted(put, picked=_picked()),
        named.encode(x=alt.XValue(40), text=alt.Text("text:N")),
        headings(said.row, y),
    ]
    return layered(layers, alt.Step(36))


def block(table: pd.DataFrame, labels: dict[str, str], look: Look) -> Picture:
    """Everybody's view of one block: where they put it, what is good enough, how they moved.

    `table` is the answer to queries/block.sql, a row a person; `labels` names level_1 to level_4.
    Those who moved from the same level to the same are one row, so that nobody can be told.
    """
    rows = _counts(table, labels, look)
    moves = _moves(table, labels, look)
    if look.narrow:
        return finished(_block_as_list(rows, moves, look), look)
    labels_down = [PUT, *([GOOD] if "good" in set(rows.kind) else [])]
    rows = rows.assign(down=[labels_down.index(row) for row in rows.group])
    moves = moves.assign(down=[len(labels_down) + 1 + place for place in range(len(moves))])
    if len(moves):
        labels_down += ["", *moves.way]
    heads = wrapped(pd.Series([labels[column] for column in LEVELS[:4]]), 14)
    x = alt.X(
        "at:Q", title=None, scale=alt.Scale(domain=[-0.5, 3.5], nice=False, zero=False),
        axis=top_axis(heads, values=[0, 1, 2, 3], labelOverlap=False, labelExpr=one_of(heads)),
    )  # fmt: skip
    lines = [place for place, label in enumerate(labels_down) if label]
    y = alt.Y(
        "down:Q", title=None,
        scale=alt.Scale(domain=[len(labels_down) - 0.5, -0.5], nice=False, zero=False),
        axis=alt.Axis(
            values=lines, labelExpr=one_of(labels_down), labelOverlap=False, labelPadding=10,
            grid=True, gridColor=BORDER, gridOpacity=0.35,
        ),
    )  # fmt: skip
    title = pd.DataFrame({"down": [labels_down.index("")] if len(moves) else [], "text": MOVED})
    put, good = (rows[rows.kind == kind] for kind in ("put", "good"))
    drawn = [
        *_squares(alt.Chart(good).encode(x=x, y=y)),
        alt.Chart(title)
        .mark_text(align="left", fontWeight="bold", color="currentColor")
        .encode(x=alt.XValue(0), y=y, text=alt.Text("text:N")),
        *_moved(moves, x, y, look),
        *counted(alt.Chart(pd.concat([put, moves])).encode(x=x, y=y)),
    ]
    return finished(layered(drawn, 44 * len(labels_down)), look)


def _counts(table: pd.DataFrame, labels: dict[str, str], look: Look) -> pd.DataFrame:
    """How many put the block at each level, and for how many that would be good enough."""
    found = [
        {
            "kind": kind, "group": group, "at": step - 1, "text": labels[f"level_{step}"],
            "count": int((table[column] == step).sum()), "fill": fill, "ink": ink,
        }
        for kind, group, column, (fill, ink) in (
            ("put", PUT, "level", _colours("level_1", look)),
            ("good", GOOD, "good_enough", _colours("enough_1", look)),
        )
        for step in (1, 2, 3, 4)
    ]  # fmt: skip
    rows = pd.DataFrame([row for row in found if row["count"]], columns=[*found[0]])
    told = [
        f"{row.group}: {row.text}, {words.people(row.people)}"
        for row in rows.rename(columns={"count": "people"}).itertuples()
    ]
    return rows.assign(told=told)


def _moves(table: pd.DataFrame, labels: dict[str, str], look: Look) -> pd.DataFrame:
    """How many of those who looked again moved from which level to which, by a step back or not."""
    again = table.dropna(subset=["at_first", "at_last"])
    dipped = again.lowest < again[["at_first", "at_last"]].min(axis=1)
    fill, ink = _colours("level_1", look)
    found = []
    for (first, last, down), people in again.groupby(["at_first", "at_last", dipped]):
        way = "As before" if last == first else "Further along" if last > first else "Back"
        names = [labels[f"level_{int(level)}"] for level in (first, last)]
        text = f"Still {names[0]}" if last == first else f"From {names[0]} to {names[1]}"
        step_back = ", after a step back" if down else ""
        found.append(
            {
                "kind": "moved", "group": MOVED, "from": first - 1, "at": last - 1,
                "count": len(people), "way": way + step_back, "text": text + step_back,
                "fill": fill, "ink": ink, "told": f"{text}{step_back}: {words.people(len(people))}",
            }
        )  # fmt: skip
    columns = ["kind", "group", "from", "at", "count", "way", "text", "fill", "ink", "told"]
    return pd.DataFrame(found, columns=columns)


def _moved(moves: pd.DataFrame, x: alt.X, y: alt.Y, look: Look) -> Layers:
    """From an open ring, where people put the block at first, to the dot of their latest view."""
    base = alt.Chart(moves).encode(y=y)
    return [
        base.mark_rule(stroke=BORDER, strokeWidth=3).encode(x=alt.X("from:Q"), x2=alt.X2("at:Q")),
        base.mark_circle(opacity=1, size=220, fill=look.paper, stroke=BORDER, strokeWidth=2).encode(
            x=alt.X("from:Q")
        ),
    ]


def _block_as_list(rows: pd.DataFrame, moves: pd.DataFrame, look: Look) -> Picture:
    said = pd.concat([rows, moves], ignore_index=True)
    said = said.assign(text=wrapped(said.text, 36))
    said = said.assign(row=joined(said.group, said.text, 60))
    y = grouped_rows(said.row, axis=None)
    good = said.kind == "good"
    put = alt.Chart(said[~good]).encode(y=y, x=alt.XValue(16))
    named = alt.Chart(said).mark_text(
        align="left", color="currentColor", lineBreak="\n", dy=centred("text")
    )
    layers = [
        *_squares(alt.Chart(said[good]).encode(y=y, x=alt.XValue(16))),
        *counted(put),
        named.encode(y=y, x=alt.XValue(40), text=alt.Text("text:N")),
        headings(said.row, y),
    ]
    return layered(layers, alt.Step(40))


def _squares(base: alt.Chart, beside: int = 0) -> Layers:
    """A quiet square for so many people, with their number in it and room for it."""
    told = alt.Tooltip("told:N", title="Heard")
    room = alt.ExprRef("pow(max(22, 8 + 9 * length(toString(datum.count))), 2)")
    return [
        base.mark_square(
            opacity=1, size=room, stroke=BORDER, strokeWidth=1.5, xOffset=beside
        ).encode(fill=alt.Fill("fill:N", scale=None), tooltip=told),
        base.mark_text(xOffset=beside).encode(
            text=alt.Text("count:Q"), color=alt.Color("ink:N", scale=None), tooltip=told
        ),
    ]
