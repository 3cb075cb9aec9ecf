"""Pictures outside the browser: each chart as SVG text and as a PNG, drawn without a network."""

from __future__ import annotations

import io
import json
import re
import zipfile
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
import pandas as pd
import vl_convert

from mirror import words
from mirror.charts import Picture
from mirror.pack.leaves import Pack, Told, pictures, untold

#: How wide a picture is drawn, in pixels.
WIDTH = 1180
#: Typefaces of one and the same width: the first two machines have, the third comes along.
FONT = "Arial, Helvetica, Liberation Sans, sans-serif"
#: So many pixels of a PNG for each of the picture's.
SHARPNESS = 2
#: The most pixels of a PNG: a larger one is taken for an attack by what puts it on a slide.
MOST_DOTS = 80_000_000

_SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')


class Drawn(NamedTuple):
    """A picture as SVG text, and how wide and tall it is in pixels."""

    svg: str
    width: float
    height: float

    def png(self) -> bytes:
        """The same as a PNG, twice as sharp as a screen, or as sharp as one may be of that size."""
        sharpest = (MOST_DOTS / (self.width * self.height)) ** 0.5
        return vl_convert.svg_to_png(self.svg, scale=min(SHARPNESS, sharpest))


def draw(chart: Picture, footer: bool = True) -> Drawn:
    """The chart as it is printed: black on white, of a fixed width, however many rows it has.

    Without its `footer` where the sheet that it stands on says who, when and what for.
    """
    text = json.dumps(_with_its_rows(chart).to_dict()).replace("currentColor", "#000000")
    # Arial has the diamond of a pack of cards, and no other: without it, all of a line's letters
    # would be of another typeface.
    text = text.replace("\\u25c6", "\\u2666")
    told = _legal(json.loads(text))
    told["width"] = WIDTH
    told["config"] |= {"font": FONT, "background": "#ffffff"}
    if not footer:
        told.pop("title", None)
    svg = _svg(json.dumps(told))
    found = _SIZE.search(svg)
    assert found, "Vega says how large a picture is"
    return Drawn(svg, float(found[1]), float(found[2]))


def _with_its_rows(chart: Picture) -> Picture:
    """The chart with its rows written into it.

    How Altair turns rows into text is one setting for the whole process, and a page that is drawn
    meanwhile for somebody else changes it: it would take the rows out of this picture.
    """
    own = chart.copy(deep=False)
    own.layer = [layer.copy(deep=False) for layer in chart.layer]
    for part in (own, *own.layer):
        if isinstance(part.data, pd.DataFrame):
            part.data = alt.to_values(part.data)
    return own


def _legal(told: Any) -> Any:
    """What a picture is made of, without the characters at which its drawer breaks off for good."""
    match told:
        case str():
            return words.legal(told)
        case list():
            return [_legal(one) for one in told]
        case dict():
            return {name: _legal(one) for name, one in told.items()}
    return told


@lru_cache(maxsize=32)
def _svg(told: str) -> str:
    """A picture as SVG text; drawn once for all the files that a pack is taken as."""
    svg: str = vl_convert.vegalite_to_svg(told)
    return svg


def pictures_of(pack: Pack, told: Told = untold) -> bytes:
    """A zip of every picture of a pack, as SVG and as PNG, each saying who, when and what for."""
    file = io.BytesIO()
    drawings = pictures(pack)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about.txt", "\n".join(pack.about) + "\n")
        for place, drawing in enumerate(drawings, start=1):
            told((place - 1) / len(drawings), drawing.name)
            drawn = draw(drawing.chart)
            stem = _stem(place, drawing.name)
            archive.writestr(f"{stem}.svg", drawn.svg)
            archive.writestr(f"{stem}.png", drawn.png())
    told(1, "")
    return file.getvalue()


def _stem(place: int, name: str) -> str:
    """What the file of a picture is called, such as “01-behaviours-heatmap”."""
    said = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return f"{place:02d}-{said[:60]}".rstrip("-")
