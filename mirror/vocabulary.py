"""The words a team shares and may edit as CSV files, from behaviours to levels."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from mirror import access, store
from mirror.intake import slug
from mirror.lens import Words

FOLDER = store.ROOT / "data" / "vocabulary"

#: Each vocabulary's CSV, and the table that it fills.
TABLES = {
    "behaviours": "behaviour",
    "parts": "part",
    "sectors": "sector",
    "blocks": "block",
    "levels": "level",
}


def read(name: str, folder: Path = FOLDER) -> pd.DataFrame:
    """One vocabulary as its CSV has it, with each row's `position` from 1."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        table = pd.DataFrame(list(csv.DictReader(file)))
    return table.assign(position=range(1, len(table) + 1))


def phrases(words: Words, folder: Path = FOLDER) -> dict[str, str]:
    """What pages and pictures are called, by code, in plain words or in the framework's."""
    table = read("phrases", folder)
    return dict(zip(table.code, table["plain" if words == "plain" else "title"], strict=True))


def questions(page: str) -> list[str]:
    """The open questions of a page, in their order."""
    bank = read("questions")
    asked: list[str] = bank[bank.page == page].question.tolist()
    return asked


def bring_up_to_date(held: store.Store, folder: Path = FOLDER) -> None:
    """Put what the CSV files say into the file; what a team added itself stays."""

    def work(cursor: store.Cursor) -> None:
        for name, table in TABLES.items():
            cursor.register("offered", read(name, folder))
            cursor.execute(store.sql(f"keep/{table}"))
            cursor.unregister("offered")

    held.write(work)


def add_place(held: store.Store, title: str) -> str:
    """The code of a place, which is held from now on."""
    access.needed("facilitate", access.EVERY_PLACE)
    code = slug(title)
    terms = {"code": code, "title": title, "invented": False}
    held.write(lambda cursor: cursor.execute(store.sql("keep/place"), terms))
    return code


def choose_words(held: store.Store, place: str, words: str) -> None:
    """Remember the words that a place has chosen for itself: plain, or the framework's."""
    terms = {"place": place, "words": words}
    held.write(lambda cursor: cursor.execute(store.sql("keep/place_words"), terms))
