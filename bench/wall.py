"""25 phones answer at once; how long until the wall of the real house counts each of them?

`python -m bench.wall [PHONES]` serves the sample, hangs a round on the wall in a headless Chromium,
lets every phone answer in one moment, and watches the wall.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

from mirror import launch, presenting, record, workshop
from mirror.workshop import SCORING, Item
from tests import served
from tests.doorway import Phone

PHONES = 25


def main(phones: int) -> None:
    """Print what was told to be in, what the wall counted, and how long it took."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "mirror.duckdb"
        way = _prepared(data)
        with served.house(data) as address, served.browser() as browser:
            wall = browser.new_page(viewport={"width": 1280, "height": 720})
            wall.goto(f"{address}/{way}")
            wall.get_by_role("button", name="Open the door and begin").click()
            code = wall.get_by_role("heading", name=re.compile("^Code ")).inner_text().split()[1]
            where = wall.get_by_role("heading", name=re.compile(r":\d+$")).inner_text()
            port = int(where.rsplit(":", 1)[1])
            room = [Phone(port) for _ in range(phones)]
            for phone in room:
                phone.get(f"/{code}")
            told: list[float] = []
            begin = threading.Barrier(phones + 1)

            def answer(phone: Phone) -> None:
                begin.wait()
                if phone.is_in(code, {"PER1": 5, "PAR1": 7, "POW2": 3}):
                    told.append(time.monotonic())

            threads = [threading.Thread(target=answer, args=(phone,)) for phone in room]
            for thread in threads:
                thread.start()
            begin.wait()
            started = time.monotonic()
            counted = wall.get_by_role("heading", name=re.compile(rf"^{phones}.* answered$"))
            counted.wait_for(timeout=60_000)
            seen = time.monotonic()
            for thread in threads:
                thread.join()
    print(f"{len(told)} of {phones} phones were told that their answers are in.")
    print(f"The last was told {max(told) - started:.2f} s after all had sent.")
    print(f"The wall counted all of them {seen - max(told):.2f} s after the last was told.")


def _prepared(data: Path) -> str:
    """The way to the wall of a gathering whose only view is a round."""
    os.environ["MIRROR_DATA"] = str(data)
    held = launch.house()
    identity = record.new_id()
    workshop.prepare(
        held, identity, place="gateshead", held_on=date.today(), purpose="A full room",
        agenda=[Item(SCORING, "place=gateshead&about=behaviour", "Where do we differ?")],
    )  # fmt: skip
    found = workshop.found(str(identity))
    assert found is not None
    held.close()
    return presenting.link(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PHONES)
