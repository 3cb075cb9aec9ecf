"""Takes the README's pictures anew: `python -m docs.pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests import served

FOLDER = Path(__file__).parent
#: Each page that is shown, with the name of its picture and how much of the page stands on it.
PICTURES = {"behaviours": ("Behaviours heatmap", 1130), "together": ("One timeline", 1560)}


def main() -> None:
    """Serve the sample and keep what a laptop shows of it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served.house(Path(folder) / "mirror.duckdb") as address,
        served.browser() as browser,
    ):
        for page, (name, height) in PICTURES.items():
            tab = browser.new_page(viewport={"width": 1280, "height": height})
            tab.goto(f"{address}/{page}?place=gateshead")
            served.settle(tab, name)
            tab.wait_for_timeout(1000)
            tab.screenshot(path=FOLDER / f"{page}.png")


if __name__ == "__main__":
    main()
