"""The one timeline: pressures, relationships, behaviours and building blocks of one place."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from mirror import words
from mirror.charts.heatmap import cell_text, fills, shades_of
from mirror.charts.paper import (
    BORDER,
    LINE,
    Layers,
    Look,
    Picture,
    drawn_once,
    finished,
    in_pixels,
    layered,
)
from mirror.charts.readiness import EFFECTS
from mirror.charts.timeline import (
    EVENTS,
    Signal,
    Times,
    bands,
    event_colours,
    event_marks,
    lane,
    packed,
    stacked,
    time_axis,
    what_was_going_on,
)

#: How wide the chart reckons that it will be drawn, beside the names of its rows, in pixels.
WIDTH, TIGHT, NARROW = 840, 460, 340
#: Heights in pixels: a level of events, the lane of trust, a row, its tiles, a title.
EVENT, LANE, ROW, TILE, TITLE = 23, 78, 28, 24, 30
#: So many levels of events of one kind have words; what is left over has its mark alone.
LEVELS = 6
#: How wide a tile is, as a part of its time and in pixels at most: with a range, or a number alone.
WIDE, SMALL = (0.84, 120), (0.42, 46)
#: A tile of so many pixels has room for a range and its people, however many.
ROOM_FOR_RANGE = 66
#: What was going on, from above; pressures first, since their bands hang down from there.
KINDS = ("pressure", "slip", "recovery", "energy", "milestone")
#: The row of a block is a line: what supports stands on it, what undermines hangs below it.
BLOCK_ROW, FLAG = 31, 15
RAISED = {"undermines": 0.0, "mixed": 0.5, "supports": 1.0, "unsaid": 0.5}
#: What the key draws as a small dot: nobody was heard.
QUIET = BORDER


class Called(NamedTuple):
    """What the sections and the effects are called in the lens's words."""

    trust: str
    behaviours: str
    blocks: str
    effects: Mapping[str, str]


class _Sheet(NamedTuple):
    """What is drawn: a list for each kind of mark, each with its place down the view in pixels."""

    texts: list[dict[str, Any]]
    tiles: list[dict[str, Any]]
    quiet: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    swatches: list[dict[str, Any]]

    def write(
        self, text: str, at: float, down: float, align: str = "left", dx: float = 0,
        style: str = "normal", ink: str = "currentColor", told: str = "",
    ) -> None:  # fmt: skip
        """Put words on the sheet, if there are any, their lines about `down`."""
        if text:
            self.texts.append(
                {"text": text, "at": at, "down": down - LINE * text.count("\n") / 2,
                 "align": align, "dx": dx, "style": style, "ink": ink, "told": told or text}
            )  # fmt: skip


class _Piece(NamedTuple):
    """A piece of a section's key: a fill, or QUIET, or neither; and words to the right of it."""

    fill: str = ""
    words: str = ""

    @property
    def width(self) -> float:
        """Its width in pixels, as far as that can be reckoned."""
        after = 20 if self.fill and self.words else 0
        return (22 if self.fill else 0) + 7.2 * len(self.words) + after


@drawn_once
def together(
    trust: pd.DataFrame,
    dots: pd.DataFrame,
    behaviours: pd.DataFrame,
    blocks: pd.DataFrame,
    events: pd.DataFrame,
    called: Called,
    look: Look,
) -> Picture:
    """One timeline: what was going on, trust, the behaviours and the building blocks, aligned.

    `trust` and `dots` are trust's part of the answers to queries/pace.sql (judged) and
    queries/pace_dots.sql, `behaviours` the judged answer to queries/together.sql, `blocks` the
    one to queries/together_blocks.sql, `events` to queries/events.sql. Everything stands in one
    view, so that a pressure's band runs down behind all of it.
    """
    times = Times(tuple(when.date() for when in trust.stretch), int(trust.months.iloc[0]))
    x = time_axis(times, look)
    sheet = _Sheet([], [], [], [], [])
    going_on, below = _hung_up(sheet, events, times, look)
    signal = Signal("trust", called.trust, top=5)
    lane_top = below + TITLE * (1.6 if look.narrow else 1)
    below = lane_top + LANE + TITLE
    below = _behaviours(sheet, behaviours, times, below, called, look)
    below = _blocks(sheet, blocks, times, below, called, look)
    beneath: Layers = []
    if look.narrow:
        going_on = packed(events, times, below + TITLE, look)
        beneath = what_was_going_on(going_on, below + TITLE, x, look)
        top: float | pd.Series[float] = 0
        below = max(going_on.bottom, default=below + TITLE)
    else:
        top = going_on.line
        beneath = [*_spans(going_on, x, look), event_marks(going_on, x, look)]
    height = float(below) + 6
    drawn = [
        *bands(going_on, top, x, height, look),
        *lane(trust, dots, signal, times, lane_top, x, look, tall=LANE),
        *beneath,
        *_drawn(sheet, x, look),
    ]
    return finished(layered(drawn, height), look)


def _hung_up(
    sheet: _Sheet, events: pd.DataFrame, times: Times, look: Look
) -> tuple[pd.DataFrame, float]:
    """What was going on, kind by kind, and where it ends; on a narrow screen not here."""
    below = 0.0
    if look.narrow:
        return events, below
    placed = [stacked(events[:0].assign(text=""), times, _width(look)).assign(text_down=0.0)]
    for kind in KINDS:
        some = events[events.kind == kind]
        if some.empty:
            continue
        rows = stacked(some.assign(text=some.title), times, _width(look), most=LEVELS)
        placed.append(rows.assign(text_down=below + rows.level * EVENT + 10))
        sheet.write(some.kind_label.iloc[0], 0, below + 10, "right", -10)
        wordless = int((rows.level == LEVELS).sum())
        if wordless:
            sheet.write(f"{wordless} more", 0, below + LEVELS * EVENT + 10, "right", -10)
        below += (int(rows.level.max()) + 1) * EVENT + 2
    going_on = pd.concat(placed)
    going_on = going_on.assign(down=going_on.text_down, line=going_on.text_down + 10)
    for row in going_on.itertuples():
        beside = 0 if row.kind == "pressure" else -12 if row.leftwards else 12
        align = "right" if row.leftwards else "left"
        sheet.write(row.text, row.words_at, row.text_down, align, beside, told=row.told)
    return going_on, below


def _spans(going_on: pd.DataFrame, x: alt.X, look: Look) -> Layers:
    """How long each thing lasted: a line below its words, broad for a pressure."""
    colours = dict(zip(EVENTS, event_colours(look), strict=True)) | {"pressure": BORDER}
    lasting = going_on[going_on.to - going_on["at"] > 0.05]
    lasting = lasting.assign(
        colour=lasting.kind.map(colours), width=[5 if k == "pressure" else 2 for k in lasting.kind]
    )
    return [
        alt.Chart(lasting)
        .mark_rule()
        .encode(
            x=x, x2=alt.X2("to:Q"), y=in_pixels("line"),
            stroke=alt.Stroke("colour:N", scale=None),
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            tooltip=alt.Tooltip("told:N", title="Then"),
        )
    ]  # fmt: skip


def _behaviours(
    sheet: _Sheet, table: pd.DataFrame, times: Times, top: float, called: Called, look: Look
) -> float:
    """The behaviours in their families, a tile for each time; gives back where they end."""
    *shades, last = [fill for fill, _ in shades_of(table, look)]
    key = [_Piece("", "little"), *map(_Piece, shades), _Piece(last, "much"),
           _Piece(look.paper, "too few for a range"), _Piece(QUIET, "nobody")]  # fmt: skip
    below = _title(sheet, called.behaviours, key, times, top, look)
    looks = dict(zip(table.index, fills(table, look), strict=True))
    for place, (family, rows) in enumerate(table.groupby("family_label", sort=False)):
        if look.narrow or place:
            below += 8 if look.narrow else TITLE - 12
        if not look.narrow:
            sheet.write(str(family), 0, below - TITLE / 2 + 5, "right", -10, style="italic")
        for _, row in rows.groupby("behaviour", sort=False):
            middle, below = _row(sheet, row.behaviour_label.iloc[0], below, ROW, look)
            for cell in row.itertuples():
                _behaviour(sheet, cell, looks[cell.Index], times, middle, look)
    return below


def _behaviour(
    sheet: _Sheet, cell: Any, fill_and_ink: tuple[str, str], times: Times, middle: float,
    look: Look,
) -> None:  # fmt: skip
    """One behaviour in one time: a tile with its people, and its range where there is one."""
    place = times.starts.index(cell.stretch.date())
    when = words.stretch(cell.stretch, times.months)
    told = f"{cell.behaviour_label}, {when}: {cell_text(cell)}".replace("\n", ", ")
    if cell.state == "unheard":
        sheet.quiet.append({"at": place + 0.5, "down": middle, "told": told})
        return
    fill, ink = fill_and_ink
    wide = _wide(SMALL if cell.state == "few" else WIDE, times, look)
    sheet.tiles.append(
        {"at": place + 0.5 - wide / 2, "to": place + 0.5 + wide / 2, "down": middle - TILE / 2,
         "to_down": middle + TILE / 2, "fill": fill, "dash": False, "told": told}
    )  # fmt: skip
    said = _short(cell.people if cell.state == "few" else cell.voters)
    room = wide * _room(times, look)
    if cell.state == "range" and room >= ROOM_FOR_RANGE:
        said = f"{words.between(cell.low, cell.high)} · {said}"
    if cell.state == "split" and room >= ROOM_FOR_RANGE:
        said = f"apart · {said}"
    if _fits(said, room):
        sheet.write(said, place + 0.5, middle, "center", ink=ink, told=told)


def _blocks(
    sheet: _Sheet, table: pd.DataFrame, times: Times, top: float, called: Called, look: Look
) -> float:
    """The building blocks, and how many people say in each time what each does."""
    key = [_Piece(fill, called.effects[effect]) for effect, (fill, _) in EFFECTS.items()]
    below = _title(sheet, called.blocks, key, times, top, look)
    for _, row in table.groupby("block", sort=False):
        line, below = _row(sheet, row.block_label.iloc[0], below, BLOCK_ROW, look)
        sheet.lines.append({"at": 0, "to": times.count, "down": line})
        for cell in row[row.people > 0].itertuples():
            _block(sheet, cell, times, line, called, look)
    return below


def _block(sheet: _Sheet, cell: Any, times: Times, line: float, called: Called, look: Look) -> None:
    """One block in one time: a flag for each effect on its line or below it, with its people."""
    place = times.starts.index(cell.stretch.date())
    when = words.stretch(cell.stretch, times.months)
    counts = {effect: int(getattr(cell, effect)) for effect in EFFECTS}
    given = {effect: count for effect, count in counts.items() if count} or {"unsaid": cell.people}
    wide = _wide(WIDE, times, look) / max(len(given), 1.5)
    left = place + 0.5 - wide * len(given) / 2
    called_so = {**called.effects, "unsaid": "what it does was not said"}
    for effect, count in given.items():
        fill, ink = EFFECTS.get(effect, (look.paper, look.ink))
        told = f"{cell.block_label}, {when}: {called_so[effect]}, {words.people(count)}"
        up = line - FLAG * RAISED[effect]
        sheet.tiles.append(
            {"at": left, "to": left + wide, "down": up, "to_down": up + FLAG, "fill": fill,
             "dash": effect == "unsaid", "told": told}
        )  # fmt: skip
        middle = up + FLAG / 2 - 0.5
        if _fits(_short(count), wide * _room(times, look)):
            sheet.write(_short(count), left + wide / 2, middle, "center", ink=ink, told=told)
        left += wide


def _width(look: Look) -> float:
    return NARROW if look.narrow else TIGHT if look.tight else WIDTH


def _room(times: Times, look: Look) -> float:
    """How many pixels a time has."""
    return _width(look) / times.count


def _wide(tile: tuple[float, float], times: Times, look: Look) -> float:
    """How much of its time a tile takes."""
    part, most = tile
    return min(part, most / _room(times, look))


def _fits(text: str, room: float) -> bool:
    """Whether so short a text has room in so many pixels."""
    return 8 * len(text) + 1 <= room


def _short(count: int) -> str:
    """A number that fits a tile; the table has it in full."""
    return f"{count}" if count < 1000 else f"{count / 1000:.0f}k"


def _row(sheet: _Sheet, label: str, top: float, tall: float, look: Look) -> tuple[float, float]:
    """The middle of a row, and where it ends; its name stands beside it, or above it."""
    lines = textwrap.wrap(label, 42)
    name = LINE * len(lines)
    if look.narrow:
        sheet.write("\n".join(lines), 0, top + name / 2 + 4)
        return top + name + 4 + tall / 2, top + name + 4 + tall
    tall = max(tall, name + 4)
    sheet.write("\n".join(lines), 0, top + tall / 2, "right", -10)
    return top + tall / 2, top + tall


def _title(
    sheet: _Sheet, title: str, key: Sequence[_Piece], times: Times, top: float, look: Look
) -> float:
    """A section's title and its key: at the right beside it, or below it for want of room."""
    down = top + TITLE / 2
    sheet.write(title, 0, down, style="bold")
    is_below = look.narrow or look.tight
    at, left = (0, 0.0) if is_below else (times.count, -sum(piece.width for piece in key))
    down += LINE + 6 if is_below else 0
    for piece in key:
        if is_below and left + piece.width > _width(look):
            left, down = 0.0, down + LINE + 4
        if piece.fill:
            sheet.swatches.append({"at": at, "down": down, "dx": left + 11, "fill": piece.fill})
        sheet.write(piece.words, at, down, dx=left + (24 if piece.fill else -2))
        left += piece.width
    return down + TITLE / 2


def _drawn(sheet: _Sheet, x: alt.X, look: Look) -> Layers:
    texts, tiles, quiet, lines, swatches = map(pd.DataFrame, sheet)
    down, to_down = in_pixels("down"), alt.Y2("to_down:Q")
    told = alt.Tooltip("told:N", title="Heard")
    fill = alt.Fill("fill:N", scale=None)
    dashes = alt.ExprRef("datum.dash ? [4, 3] : [1, 0]")
    return [
        alt.Chart(lines)
        .mark_rule(stroke=BORDER, opacity=0.6)
        .encode(x=x, x2=alt.X2("to:Q"), y=down),
        alt.Chart(quiet)
        .mark_circle(size=22, color=BORDER, opacity=1)
        .encode(x=x, y=down, tooltip=told),
        alt.Chart(tiles)
        .mark_rect(stroke=BORDER, strokeWidth=1, strokeDash=dashes)
        .encode(x=x, x2=alt.X2("to:Q"), y=down, y2=to_down, fill=fill, tooltip=told),
        alt.Chart(swatches)
        .mark_point(
            filled=True, opacity=1, stroke=BORDER, strokeWidth=1, xOffset=alt.ExprRef("datum.dx"),
            shape="square", size=alt.ExprRef(f"datum.fill == '{QUIET}' ? 22 : 320"),
        )
        .encode(x=x, y=down, fill=fill),
        alt.Chart(texts)
        .mark_text(
            align=alt.ExprRef("datum.align"), dx=alt.ExprRef("datum.dx"), lineBreak="\n",
            fontWeight=alt.ExprRef("datum.style == 'bold' ? 'bold' : 'normal'"),
            fontStyle=alt.ExprRef("datum.style == 'italic' ? 'italic' : 'normal'"),
        )
        .encode(x=x, y=down, text=alt.Text("text:N"), tooltip=told,
                color=alt.Color("ink:N", scale=None)),
    ]  # fmt: skip
