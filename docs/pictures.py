"""Takes the README's pictures anew: `python -m docs.pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests import served

FOLDER = Path(__file__).parent


def main() -> None:
    """Serve the sample and keep what a laptop shows of it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served.house(Path(folder) / "mirror.duckdb") as address,
        served.browser() as browser,
    ):
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.goto(f"{address}/behaviours?place=gateshead")
        served.settle(tab, "Behaviours heatmap")
        tab.wait_for_timeout(1000)
        tab.screenshot(path=FOLDER / "behaviours.png")


if __name__ == "__main__":
    main()
