"""The pack on paper: one file to open in a browser and print, and the same as a PDF."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import jinja2
import pandas as pd
import typst

from mirror import store, words
from mirror.pack import drawn
from mirror.pack.leaves import Leaf, Pack, Told, untold
from mirror.panels import Drawing, Rows

#: A picture taller than this part of its width stands beside its words, and not below them.
TALL = 0.62
#: The most rows on paper of a table that a picture shows too.
MOST_ROWS = 12
#: The most rows of a table, and the most letters of anything, that are kept on one page.
ON_ONE_PAGE, LETTERS = 14, 2_000


def html(pack: Pack, told: Told = untold) -> bytes:
    """The pack as one HTML file with nothing outside it: pictures inside, no script, no address."""
    room = jinja2.Environment(loader=jinja2.FileSystemLoader(store.TEMPLATES), autoescape=True)
    # Our own words alone stand in the style sheet: nobody's typing is read there.
    mark = f"{words.INVENTED} {words.PURPOSE}" if pack.invented else words.PURPOSE
    leaves = _sheets(pack, told)
    return room.get_template("pack.html").render(pack=pack, leaves=leaves, mark=mark).encode()


def pdf(pack: Pack, told: Told = untold) -> bytes:
    """The pack as a tagged PDF, with words to select and pictures that stay sharp."""
    told_of = {
        "title": pack.title, "day": words.day(pack.day), "footer": pack.footer,
        "leaves": _sheets(pack, told),
    }  # fmt: skip
    # What people typed goes in as data: a template reads it, and never takes it for its own.
    made = typst.compile(store.TEMPLATES / "pack.typ", sys_inputs={"pack": json.dumps(told_of)})
    assert isinstance(made, bytes)
    return made


def _sheets(pack: Pack, told: Told) -> list[dict[str, Any]]:
    """The leaves as the templates read them."""
    leaves = []
    for turn, leaf in enumerate(pack.leaves):
        told(turn / len(pack.leaves), leaf.panel.title)
        leaves.append(_sheet(leaf))
    told(1, "")
    return leaves


def _sheet(leaf: Leaf) -> dict[str, Any]:
    panel = leaf.panel
    return {
        "title": panel.title,
        "seen": leaf.seen,
        "said": panel.said.splitlines(),
        "figures": [_figure(drawing, panel.said) for drawing in panel.drawings],
        "tables": [_table(rows) for rows in panel.rows if len(rows.table)],
        "question": leaf.question,
        "made": [
            {
                "day": words.day(one.said_on),
                "said": one.said,
                "whole": _is_short(said for _, said in one.said),
            }
            for one in leaf.made
        ],
        "voices": panel.voices.splitlines(),
    }


def _figure(drawing: Drawing, said: str) -> dict[str, Any]:
    image = drawn.draw(drawing.chart, footer=False)
    return {
        "name": drawing.name,
        "alt": f"{drawing.name}. {' '.join(said.splitlines())}",
        "read": drawing.read,
        "svg": image.svg,
        "tall": image.height > TALL * image.width,
    }


def _table(rows: Rows) -> dict[str, Any]:
    table = rows.table[list(rows.columns)].astype(object)
    cells = table.map(lambda cell: "" if pd.isna(cell) else str(cell)).to_numpy().tolist()
    is_cut = rows.is_drawn and len(cells) > MOST_ROWS
    shown = cells[:MOST_ROWS] if is_cut else cells
    return {
        "name": f"{rows.name}, as a table" if rows.is_drawn else rows.name,
        "heads": list(rows.columns),
        "rows": shown,
        "whole": len(shown) <= ON_ONE_PAGE and _is_short(cell for row in shown for cell in row),
        "more": (
            f"And {words.counted(len(cells) - MOST_ROWS, 'more row')}: see the workbook."
            if is_cut
            else ""
        ),
    }


def _is_short(texts: Iterable[str]) -> bool:
    """Whether there is room for all of it on one page."""
    return sum(map(len, texts)) <= LETTERS
