"""The pages in a browser beside a bare Streamlit page with one static chart.

`python -m bench.pages [ROWS] [PAIRS]`, by default 1,000,000 observations and 20 pairs.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from bench import world
from bench.served import ROOT, App, await_marks, browsing, drawn, serving, tab, watch

BARE = App(ROOT / "bench" / "bare", "First heatmap")
HEATMAP = "Behaviours heatmap"
#: From page to page, and the chart that stands there.
OURS_ROUND = (("Pace", "Pace timeline"), ("Infrastructure", "Infrastructure readiness"),
              ("Behaviours", HEATMAP))  # fmt: skip
BARE_ROUND = (("Second", "Second heatmap"), ("First", BARE.chart))
COLD_START_TARGET, FILTER_TARGET = 1.5, 1.3

Step = Callable[[], float]


@dataclass(frozen=True)
class Row:
    """A line of the printed table: pairs of ours and bare in milliseconds, and the target."""

    name: str
    pairs: list[tuple[float, float]]
    target: float | None = None

    def __str__(self) -> str:
        ours, bare = zip(*self.pairs, strict=True)
        ratio = median(ours) / median(bare)
        target = f"{self.target:.1f}" if self.target else "–"
        return (
            f"{self.name:<28}{len(ours):>4}{_spread(ours)}{_spread(bare)}{ratio:>8.2f}{target:>8}"
        )


HEAD = (
    f"{'ms':<28}{'n':>4}{'ours: median':>14}{'min':>7}{'max':>7}"
    f"{'bare: median':>14}{'min':>7}{'max':>7}{'ratio':>8}{'target':>8}"
)


def _spread(taken: tuple[float, ...]) -> str:
    return f"{median(taken):>14,.0f}{min(taken):>7,.0f}{max(taken):>7,.0f}"


def pair(ours: Step, bare: Step, number: int) -> tuple[float, float]:
    """Both once, in an order that changes with every number."""
    if number % 2:
        second, first = bare(), ours()
        return first, second
    return ours(), bare()


def cold_start(app: App) -> float:
    """From the start of the server's process to the first marks in a browser just opened."""
    with sync_playwright() as playwright, browsing(playwright) as browser:
        page = tab(browser)
        start = time.perf_counter()
        with serving(app) as address:
            page.goto(f"{address}/{app.page}")
            await_marks(page, app.chart)
            return (time.perf_counter() - start) * 1000


def page_switch(page: Page, name: str, chart: str) -> float:
    """From the click on a page's name to the marks of its chart."""
    watch(page, chart)
    page.get_by_role("link", name=name, exact=True).click()
    return drawn(page)


def place(page: Page, title: str, chart: str) -> float:
    """From the click on a place to the marks of it."""
    page.get_by_role("combobox", name="Place", exact=True).click()
    option = page.get_by_role("option", name=title, exact=True)
    option.wait_for()
    watch(page, chart)
    option.click()
    return drawn(page)


def until(page: Page) -> float:
    """From the click that ends the choice of a day, the one before, to the marks of it."""
    page.get_by_role("spinbutton", name="day, Until").focus()
    page.keyboard.press("ArrowDown")
    watch(page, HEATMAP)
    page.get_by_role("heading", level=1).click()
    return drawn(page)


def warm(ours: App, many: int) -> list[Row]:
    """Page switches and filters, with both servers running and both pages open."""
    with (
        serving(ours) as our_address,
        serving(BARE) as bare_address,
        sync_playwright() as playwright,
        browsing(playwright) as browser,
    ):
        our_page, bare_page = tab(browser), tab(browser)
        our_page.goto(f"{our_address}/{ours.page}")
        bare_page.goto(bare_address)
        await_marks(our_page, HEATMAP)
        await_marks(bare_page, BARE.chart)
        switches = _switches(our_page, bare_page, many)
        # An odd number of switches has left the bare page on its second.
        bare_page.goto(bare_address)
        await_marks(bare_page, BARE.chart)
        return switches + _filters(our_page, bare_page, many)


def _switches(our_page: Page, bare_page: Page, many: int) -> list[Row]:
    for link in OURS_ROUND:
        page_switch(our_page, *link)
    for link in BARE_ROUND:
        page_switch(bare_page, *link)
    bare_links = cycle(BARE_ROUND)
    rows = {name: Row(f"page switch to {name}", []) for name, _ in OURS_ROUND}
    for number in range(max(many // 2, 3)):
        for link in OURS_ROUND:
            ours = partial(page_switch, our_page, *link)
            bare = partial(page_switch, bare_page, *next(bare_links))
            rows[link[0]].pairs.append(pair(ours, bare, number))
    return list(rows.values())


def _filters(our_page: Page, bare_page: Page, many: int) -> list[Row]:
    """Each round asks the file what it was not asked before, then again what it was just asked."""
    north, south = world.PLACES.values()
    period, first, again = (
        Row(f"filter {name}", [], FILTER_TARGET)
        for name in ("until, first time", "place, first time", "place, again")
    )
    titles = cycle((south, north))
    place(our_page, south, HEATMAP)
    place(our_page, north, HEATMAP)
    for number in range(many):
        for row, ours in (
            (period, partial(until, our_page)),
            (first, partial(place, our_page, south, HEATMAP)),
            (again, partial(place, our_page, north, HEATMAP)),
        ):
            bare = partial(place, bare_page, next(titles), BARE.chart)
            row.pairs.append(pair(ours, bare, number))
    return [period, first, again]


def main() -> None:
    rows = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 1_000_000
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.duckdb"
        world.fill(path, rows)
        ours = App(ROOT, HEATMAP, {"MIRROR_DATA": str(path)}, "behaviours")
        print(f"{rows:,} observations\n{HEAD}", flush=True)
        for app in (ours, BARE):
            cold_start(app)
        cold = [
            pair(partial(cold_start, ours), partial(cold_start, BARE), number)
            for number in range(max(many // 4, 3))
        ]
        print(Row("cold start", cold, COLD_START_TARGET), flush=True)
        for row in warm(ours, many):
            print(row, flush=True)


if __name__ == "__main__":
    main()
