"""What honest figures cost: the page of behaviours beside the same page with plain means.

`python -m bench.honest [ROWS] [PAIRS]`, by default 1,000,000 observations and 20 pairs.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import partial
from itertools import cycle
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import pages, world
from bench.pages import HEAD, HEATMAP, Row
from bench.served import ROOT, App, await_marks, browsing, serving, tab

TARGET = 1.5
#: What the house is made of, as far as a page needs it.
HOUSE = ("app.py", "mirror", "pages", "queries", "data", ".streamlit")


def plain_house(folder: Path) -> Path:
    """A copy of the house whose heatmap asks for plain means and for nobody's voices."""
    folder.mkdir()
    for name in HOUSE:
        source = ROOT / name
        if source.is_dir():
            unwanted = shutil.ignore_patterns("*.duckdb*", "backups", "__pycache__")
            shutil.copytree(source, folder / name, ignore=unwanted)
        else:
            shutil.copy(source, folder / name)
    for query in (ROOT / "bench" / "plain").glob("*.sql"):
        shutil.copy(query, folder / "queries" / query.name)
    return folder


def main() -> None:
    """Print the ratios of both filters."""
    rows = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 1_000_000
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        apps: list[App] = []
        for house in (ROOT, plain_house(folder / "plain")):
            file = folder / f"{len(apps)}.duckdb"
            world.fill(file, rows)
            chart = App(house, HEATMAP, {"MIRROR_DATA": str(file)}, "behaviours")
            apps.append(chart)
        print(HEAD.replace("bare", "plain"))
        for row in _pairs(apps[0], apps[1], many):
            print(row, flush=True)


def _pairs(honest: App, plain: App, many: int) -> list[Row]:
    with (
        serving(honest) as ours,
        serving(plain) as theirs,
        sync_playwright() as playwright,
        browsing(playwright) as browser,
    ):
        tabs = tab(browser), tab(browser)
        for page, address in zip(tabs, (ours, theirs), strict=True):
            page.goto(f"{address}/behaviours")
            await_marks(page, HEATMAP)
        period, place = Row("filter until", [], TARGET), Row("filter place", [], TARGET)
        titles = cycle(tuple(world.PLACES.values())[::-1])
        for number in range(many):
            steps = [partial(pages.until, page) for page in tabs]
            period.pairs.append(pages.pair(steps[0], steps[1], number))
            title = next(titles)
            steps = [partial(pages.place, page, title, HEATMAP) for page in tabs]
            place.pairs.append(pages.pair(steps[0], steps[1], number))
        return [period, place]


if __name__ == "__main__":
    main()
