"""Takes the README's pictures anew: `python -m docs.pictures`."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from mirror import launch, presenting, record, rounds, workshop
from mirror.store import Store
from mirror.workshop import SCORING, Item
from tests import served

FOLDER = Path(__file__).parent
#: Each page that is shown, with the name of its picture and how much of the page stands on it.
PICTURES = {"behaviours": ("Behaviours heatmap", 1130), "together": ("One timeline", 1560)}
#: What eight people say of each behaviour, alone at first and again after talking.
SAID = {
    "PER1": ("34455667", "44555667"), "PER2": ("56677889", "66777889"),
    "PER3": ("23467788", "45566777"), "POW1": ("01128899", "12247788"),
    "POW2": ("22334455", "33344555"), "POW3": ("12334", "12334"),
    "PAR1": ("45566778", "55666778"), "PAR2": ("33455667", "34455667"),
    "PAR3": ("56677788", "66677788"),
}  # fmt: skip


def main() -> None:
    """Serve the sample and keep what a laptop, and then a wall, show of it."""
    with tempfile.TemporaryDirectory() as folder, served.browser() as browser:
        data = Path(folder) / "mirror.duckdb"
        with served.house(data) as address:
            for page, (name, height) in PICTURES.items():
                tab = browser.new_page(viewport={"width": 1280, "height": height})
                _keep(tab, f"{address}/{page}?place=gateshead", name, page)
        os.environ["MIRROR_DATA"] = str(data)
        held = launch.house()
        way = _scored_twice(held)
        held.close()
        with served.house(data) as address:
            wall = browser.new_page(viewport={"width": 1280, "height": 720})
            _keep(wall, f"{address}/{way}", "What each of us sees", "wall")


def _keep(tab: Page, address: str, name: str, called: str) -> None:
    tab.goto(address)
    served.settle(tab, name)
    tab.wait_for_timeout(1000)
    tab.screenshot(path=FOLDER / f"{called}.png")


def _scored_twice(held: Store) -> str:
    """The way to the wall of a gathering at which eight people scored the behaviours twice."""
    identity = record.new_id()
    workshop.prepare(
        held, identity, place="gateshead", held_on=date.today(), purpose="Who carries this on?",
        agenda=[
            Item(SCORING, "place=gateshead&about=behaviour", "Where do we see it differently?")
        ],
    )  # fmt: skip
    keys: list[str] = []
    for turn in (1, 2):
        code = rounds.open_round(
            held, record.new_id(), gathering=identity, place="gateshead", about="behaviour",
            turn=turn,
        )  # fmt: skip
        opened = rounds.current(held, identity)
        assert opened is not None
        keys = keys or [rounds.join(held, identity, code, None)[1] for _ in range(8)]
        for person, key in enumerate(keys):
            answers = {
                behaviour: float(said[turn - 1][person])
                for behaviour, said in SAID.items() if person < len(said[turn - 1])
            }  # fmt: skip
            rounds.cast(held, record.new_id(), opened, key, answers)
        rounds.close(held, opened)
    found = workshop.found(str(identity))
    assert found is not None
    return presenting.link(found)


if __name__ == "__main__":
    main()
