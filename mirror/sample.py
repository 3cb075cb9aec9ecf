"""The sample: two places' story, invented for illustration, and how to be rid of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pandas as pd

from mirror import access, intake, store
from mirror.bringing import interchange

FOLDER = store.ROOT / "data" / "sample"
TITLES = {"barking-and-dagenham": "Barking & Dagenham", "gateshead": "Gateshead"}

#: The sample's other files, and the table that each fills.
TABLES = {
    "relationships": "relationship",
    "block_views": "block_view",
    "events": "event",
    "entry_steps": "entry_step",
    "help": "help",
    "reflections": "reflection",
    "loops": "loop",
}
#: What the file of gatherings fills: who was in the room stands in it beside the day.
GATHERINGS = ("gathering", "gathering_room")


def fill(held: store.Store, folder: Path = FOLDER) -> None:
    """Put the sample into an empty file, marked as invented: all of it, or nothing."""

    def work(cursor: store.Cursor) -> None:
        for code, title in TITLES.items():
            terms = {"code": code, "title": title, "invented": True}
            cursor.execute(store.sql("keep/place"), terms)
        observations = interchange(folder / "observations.csv")
        report = intake.take_in(cursor, observations, "sample", "sample")
        if report.refused:
            raise store.Refused(f"The sample is not whole. {report.refused[0]}")
        _tables(cursor, folder)

    held.write(work)


def _tables(cursor: store.Cursor, folder: Path) -> None:
    batch, moment = uuid4(), store.now()
    cursor.execute(
        store.sql("keep/batch"),
        {"id": batch, "kind": "sample", "source": "sample", "recorded_at": moment},
    )
    for name, table in TABLES.items():
        with _offered(cursor, folder / f"{name}.csv"):
            cursor.execute(store.sql(f"sample/{table}"), {"batch": batch, "recorded_at": moment})
    with _offered(cursor, folder / "gatherings.csv"):
        for table in GATHERINGS:
            cursor.execute(store.sql(f"sample/{table}"))


@contextmanager
def _offered(cursor: store.Cursor, path: Path) -> Iterator[None]:
    """The rows of a file, each with an id of its own, as long as they are asked for."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = pd.DataFrame(list(csv.DictReader(file)))
    cursor.register("offered_rows", rows.assign(id=[str(uuid4()) for _ in range(len(rows))]))
    yield
    cursor.unregister("offered_rows")


def start_empty(held: store.Store) -> None:
    """Take the sample out of the file again; whatever else is held stays."""
    access.needed("facilitate", access.EVERY_PLACE)

    def work(cursor: store.Cursor) -> None:
        for table in ("observation", *TABLES.values(), *GATHERINGS):
            cursor.execute(store.sql(f"sample/remove_{table}"))
        steps = (
            "remove_rounds", "remove_observer", "remove_snapshot", "remove_release", "remove_place",
            "own_place", "remove_batch",
        )  # fmt: skip
        for step in steps:
            cursor.execute(store.sql(f"sample/{step}"))
        intake.record_change(cursor, "start empty", "sample", 0)

    held.write(work)


def is_untouched(held: store.Store) -> bool:
    """Whether nothing was ever done to the file, so that a sample may go in."""
    return bool(held.ask(store.sql("store/untouched")).untouched[0])
