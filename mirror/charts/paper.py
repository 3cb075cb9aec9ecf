"""The sheet that every picture is drawn on: its look, its type, its rows and axes."""

from __future__ import annotations

import json
import pickle
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, ParamSpec

import altair as alt
import pandas as pd

#: Every cell's edge: readable on white and on the dark page.
BORDER = "#767676"
#: From one line of text to the next, in pixels.
LINE = 18
#: Stands between a group and a label in a row's value, so that equal labels stay apart.
JOINT = "\u2063"

Layers = list[alt.Chart]
Asked = ParamSpec("Asked")


@dataclass(frozen=True)
class Look:
    """How a picture is drawn: for which screen, and with what said below it.

    A phone is `narrow`: its pictures are lists. A tablet or an old projector is `tight`. For the
    wall a picture has one `width` in pixels, and the page scales all of it to its screen.
    """

    dark: bool = False
    narrow: bool = False
    tight: bool = False
    footer: tuple[str, ...] = ()
    size: int = 16
    width: int | None = None

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
        """The colour of a band behind the marks: where two lie on each other it is deeper."""
        return "rgba(250, 250, 250, 0.11)" if self.dark else "rgba(0, 0, 0, 0.065)"

    @property
    def lines(self) -> Sequence[str]:
        """The colours of marks, four at most."""
        if self.dark:
            return ("#7fb2e5", "#4fd1c5", "#e48bb8", "#ff9a5c")
        return ("#12436D", "#28A197", "#801650", "#F46A25")

    def step(self, usual: float) -> alt.Step:
        """The height of a row: less on the wall, where all rows stand on one screen."""
        return alt.Step(usual * 0.8 if self.width else usual)

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


class Picture(alt.LayerChart):
    """A layered chart that is not held to Vega-Lite's schema each time it is drawn.

    The schema takes three quarters of the time of drawing; the tests hold every picture to it.
    """

    def to_dict(self, validate: bool = False, **more: Any) -> dict[str, Any]:
        """The specification."""
        specification: dict[str, Any] = super().to_dict(validate, **more)
        return specification


def drawn_once(draw: Callable[Asked, Picture]) -> Callable[Asked, Picture]:
    """Whoever asks `draw` for a picture of the same rows for the same look is given the same one.

    A picture follows from what is asked and from nothing else.
    """

    @wraps(draw)
    def drawn(*asked: Asked.args, **more: Asked.kwargs) -> Picture:
        picture: Picture = pickle.loads(_drawn(draw, pickle.dumps((asked, more))))
        return picture

    return drawn


@lru_cache(maxsize=64)
def _drawn(draw: Callable[..., Picture], asked: bytes) -> bytes:
    """The picture, the making of which takes about a third of the time that its page takes.

    It is kept pickled: its frames would remember by the hundred each time that it is shown.
    """
    told, more = pickle.loads(asked)
    return pickle.dumps(draw(*told, **more))


def layered(layers: Layers, height: float | alt.Step) -> Picture:
    """The layers that draw something: an empty one has no name for a screen reader."""
    drawn = [layer for layer in layers if len(layer.data)]
    for place, layer in enumerate(drawn):
        # Without a name, Altair prints the whole table to make one.
        layer.name = f"layer_{place}"
    return Picture(layer=drawn, height=height)


def finished(chart: Picture, look: Look) -> Picture:
    """The chart with the house's type, and with who, when and what for burned in below it.

    It is finished in place: `properties()` and `configure()` would copy every layer anew.
    """
    width = 36 if look.narrow else 84 if look.tight else 135
    lines = [line for text in look.footer for line in textwrap.wrap(text, width)]
    chart.title = alt.TitleParams(
        lines, orient="bottom", anchor="start", frame="bounds", fontSize=look.size, offset=14,
        fontWeight="normal", color="currentColor", lineHeight=look.size + 6,
    )  # fmt: skip
    chart.width = look.width or "container"
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


def wrapped(labels: pd.Series[str], width: int) -> list[str]:
    """The labels, each broken into lines of at most so many letters."""
    return ["\n".join(textwrap.wrap(label, width)) for label in labels]


def joined(groups: pd.Series[str], labels: pd.Series[str], width: int) -> list[str]:
    """The value of each row: its group and its label, told apart by JOINT."""
    return [
        group + JOINT + label for group, label in zip(groups, wrapped(labels, width), strict=True)
    ]


def counted(
    base: alt.Chart,
    beside: int = 0,
    picked: alt.Parameter | None = None,
    sizes: tuple[int, int] = (420, 1100),
) -> Layers:
    """A dot for so many people, with their number in it; to be clicked where it picks something."""
    told = alt.Tooltip("told:N", title="Heard")
    cursor: Any = "pointer" if picked else alt.Undefined
    dots = base.mark_circle(
        opacity=1, stroke=BORDER, strokeWidth=1, cursor=cursor, xOffset=beside
    ).encode(
        fill=alt.Fill("fill:N", scale=None), tooltip=told,
        size=alt.Size("count:Q", legend=None,
                      scale=alt.Scale(domain=[1, 12], range=list(sizes), clamp=True)),
    )  # fmt: skip
    return [
        dots.add_params(picked) if picked else dots,
        base.mark_text(cursor=cursor, xOffset=beside).encode(
            text=alt.Text("count:Q"), color=alt.Color("ink:N", scale=None), tooltip=told
        ),
    ]


def grouped_rows(rows: pd.Series[str], axis: Any = alt.Undefined) -> alt.Y:
    """Rows in the order given, each group under a heading of its own."""
    domain: list[str] = []
    for row in dict.fromkeys(rows):
        heading = row.split(JOINT)[0] + JOINT
        domain += [heading, row] if heading not in domain else [row]
    if axis is alt.Undefined:
        parts = f"split(datum.value, '{JOINT}')"
        bold = alt.condition(f"{parts}[1] == ''", alt.value("bold"), alt.value("normal"))
        axis = left_axis(f"({parts}[1] || {parts}[0])", labelFontWeight=bold)
    return alt.Y(
        "row:N", title=None, axis=axis,
        scale=alt.Scale(domain=domain, paddingInner=0.08, paddingOuter=0),
    )  # fmt: skip


def headings(rows: pd.Series[str], y: alt.Y) -> alt.Chart:
    """The groups' names, each in the row that was kept for it."""
    names = list(dict.fromkeys(row.split(JOINT)[0] for row in rows))
    table = pd.DataFrame({"row": [name + JOINT for name in names]})
    table = table.assign(heading=wrapped(pd.Series(names), 38))
    drawn: alt.Chart = (
        alt.Chart(table)
        .mark_text(
            align="left",
            fontWeight="bold",
            color="currentColor",
            lineBreak="\n",
            dy=centred("heading"),
        )
        .encode(y=y, x=alt.XValue(0), text=alt.Text("heading:N"))
    )
    return drawn


def centred(field: str) -> alt.ExprRef:
    """Half a line upwards for text of two lines, of which Vega centres only the first."""
    return alt.ExprRef(f"indexof(datum.{field}, '\\n') >= 0 ? {-LINE / 2} : 0")


def top_axis(labels: Sequence[str], **more: Any) -> alt.Axis:
    """An axis above the view, with room for as many lines as its labels have.

    Vega hangs further lines below the first, into the picture; the padding lifts them out.
    """
    lines = max((label.count("\n") + 1 for label in labels), default=1)
    return alt.Axis(orient="top", grid=False, labelPadding=6 + (lines - 1) * LINE, **more)


def left_axis(label: str, **more: Any) -> alt.Axis:
    """An axis at the left, whose labels may have two lines, centred on their row."""
    return alt.Axis(
        labelPadding=10,
        labelExpr=lines_of(label),
        # Of all that an axis lets depend on the label, this lifts it by half a line.
        labelBaseline=alt.condition(
            f"indexof({label}, '\\n') >= 0", alt.value("line-bottom"), alt.value("middle")
        ),
        **more,
    )


def one_of(labels: Sequence[str]) -> str:
    """A Vega expression for the label at a whole number, its lines broken where we did."""
    return f"{json.dumps([label.split(chr(10)) for label in labels])}[floor(datum.value)]"


def in_pixels(field: str) -> alt.Y:
    """A place down the view in pixels, as the table gives it."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def lines_of(value: str) -> str:
    """A Vega expression that breaks a label where we did."""
    return f"split({value}, '\\n')"
