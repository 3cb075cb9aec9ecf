"""Take observations in: checked against what is held, and kept all of them or none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

import pandas as pd

from mirror import store

#: The interchange file's columns, in their order.
COLUMNS = (
    "observed_on", "place", "part", "behaviour", "observer", "sector", "organisation",
    "strength", "direction", "overtness", "note", "consent",
)  # fmt: skip
NEEDED = ("observed_on", "place", "behaviour")
#: The vocabularies that a file may grow, when told to.
GROWABLE = ("place", "part", "behaviour", "sector")
#: Rows that are in Python's hands at one time.
HANDFUL = 20_000
#: What stands around a word without being of it: spaces, also those that do not show.
SPACE = " \t\n\r\v\f\u00a0\u200b\u202f\u2060\ufeff"

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Refusal:
    """One cell that cannot be taken in."""

    line: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        shown = f"“{_short(self.value)}” " if self.value else ""
        return f"Line {self.line}, {self.column}: {shown}{self.reason}."


@dataclass(frozen=True)
class Unknown:
    """A word that the file uses and the house does not hold."""

    kind: str
    spelling: str
    rows: int


@dataclass(frozen=True)
class Report:
    """What an import found, and what it kept."""

    rows: int
    added: int
    unnamed: int
    refused: tuple[Refusal, ...]
    unknown: tuple[Unknown, ...]
    grown: tuple[Unknown, ...]

    @property
    def already_held(self) -> int:
        """The rows that were held before."""
        return self.rows - self.added


class _Undo(Exception):
    """Carries the report of an import out of a transaction that must leave nothing."""

    def __init__(self, report: Report) -> None:
        self.report = report


def bring_in(
    held: store.Store,
    rows: Iterable[Row],
    source: str,
    *,
    add: Sequence[str] = (),
    dry_run: bool = False,
    today: date | None = None,
) -> Report:
    """What became of the rows: all kept, or, with any refused or on a dry run, none.

    `rows` are (line, cells in the order of COLUMNS); `add` names the vocabularies that may grow.
    """
    again = list(rows) if iter(rows) is rows else rows

    def work(cursor: store.Cursor) -> Report:
        report = take_in(cursor, again, source, "import", add, today)
        if dry_run or report.refused:
            raise _Undo(report)
        return report

    try:
        return held.write(work)
    except _Undo as undo:
        return undo.report


def take_in(
    cursor: store.Cursor,
    rows: Iterable[Row],
    source: str,
    kind: str,
    add: Sequence[str] = (),
    today: date | None = None,
) -> Report:
    """What became of the rows within a write that is under way; with any refused, none is kept."""
    _take(cursor, rows)
    grown, unknown = _learn(cursor, add)
    _run(cursor, "intake/checked")
    _run(cursor, "intake/observers")
    refused = tuple(
        Refusal(line, column, value or "", reason)
        for _nth, line, column, value, reason in _rows(
            cursor, "intake/refused", today=today or date.today()
        )
    )
    [(count, unnamed)] = _rows(cursor, "intake/summary")
    added = _keep(cursor, source, kind) if count and not refused else 0
    return Report(count, added, unnamed, refused, unknown, grown)


def _take(cursor: store.Cursor, rows: Iterable[Row]) -> None:
    _run(cursor, "intake/offered")
    waiting = iter(rows)
    taken = 0
    while handful := list(islice(waiting, HANDFUL)):
        lines, cells = zip(*handful, strict=True)
        table = pd.DataFrame(dict(zip(COLUMNS, zip(*cells, strict=True), strict=True)), dtype="str")
        nth = range(taken, taken + len(handful))
        cursor.register("handful", table.assign(line=lines, nth=nth))
        _run(cursor, "intake/take", space=SPACE)
        cursor.unregister("handful")
        taken += len(handful)


def _learn(
    cursor: store.Cursor, add: Sequence[str]
) -> tuple[tuple[Unknown, ...], tuple[Unknown, ...]]:
    """The unknown words that were added, and those that were not.

    A word that makes the code of a known one is that one, spelt otherwise.
    """
    _run(cursor, "intake/words")
    known = {(kind, code.casefold()): code for kind, code in _rows(cursor, "intake/known")}
    grown, unknown = [], []
    for kind, spelling, count in _rows(cursor, "intake/unknown"):
        word = Unknown(kind, spelling, count)
        code = known.get((kind, slug(spelling)))
        if code is None and kind not in add:
            unknown.append(word)
            continue
        if code is None:
            code = known[kind, slug(spelling)] = slug(spelling)
            house = "place" if kind == "place" else f"house_{kind}"
            terms = {"invented": False} if kind == "place" else {}
            _run(cursor, f"keep/{house}", code=code, title=spelling, **terms)
            grown.append(word)
        _run(cursor, "intake/learn", kind=kind, spelling=spelling, code=code)
    return tuple(grown), tuple(unknown)


def _keep(cursor: store.Cursor, source: str, kind: str) -> int:
    """How many rows were not held before."""
    batch, moment = uuid4(), store.now()
    _run(cursor, "keep/observer")
    [(added,)] = _rows(cursor, "keep/observation", batch=batch, recorded_at=moment)
    if added:
        _run(cursor, "keep/batch", id=batch, kind=kind, source=source, recorded_at=moment)
    record_change(cursor, kind, source, added)
    return int(added)


def record_change(cursor: store.Cursor, what: str, subject: str | None, rows: int) -> None:
    """Record in the change log what was done."""
    identity: UUID = uuid4()
    _run(
        cursor, "keep/change",
        id=identity, changed_at=store.now(), what=what, subject=subject, row_count=rows,
    )  # fmt: skip


def slug(spelling: str) -> str:
    """A code made of a title: lower case, hyphens between words, Latin letters without accents."""
    letters: list[str] = []
    for letter in unicodedata.normalize("NFKD", spelling):
        # An accent is dropped from a Latin letter only: elsewhere it makes another letter.
        if not (unicodedata.combining(letter) and letters and letters[-1].isascii()):
            letters.append(letter)
    plain = unicodedata.normalize("NFKC", "".join(letters)).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "x" + spelling.encode().hex()


def _run(cursor: store.Cursor, name: str, **terms: Any) -> None:
    cursor.execute(store.sql(name), terms)


def _rows(cursor: store.Cursor, name: str, **terms: Any) -> list[tuple[Any, ...]]:
    return cursor.execute(store.sql(name), terms).fetchall()


def _short(text: str, most: int = 60) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else one_line[: most - 1] + "…"
