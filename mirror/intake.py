"""Bring in a file of observations: read, check, and keep all of it or none."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pandas as pd

from mirror import store
from mirror.store import Refused

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
#: The longest cell, in characters.
LONGEST_CELL = 1_000_000
#: The most cells in a line.
MOST_COLUMNS = 1_000

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
    kind: str = "import",
    today: date | None = None,
) -> Report:
    """What became of the rows: all kept, or, with any refused or on a dry run, none.

    `rows` are (line, cells in the order of COLUMNS); `add` names the vocabularies that may grow.
    """

    def work(cursor: store.Cursor) -> Report:
        _take(cursor, rows)
        grown, unknown = _learn(cursor, add, invented=kind == "sample")
        _run(cursor, "intake/checked")
        _run(cursor, "intake/observers")
        refused = tuple(
            Refusal(line, column, value or "", reason)
            for line, column, value, reason in _rows(
                cursor, "intake/refused", today=today or date.today()
            )
        )
        [(count, _first, _last, unnamed)] = _rows(cursor, "intake/summary")
        added = 0
        if not refused:
            added = _keep(cursor, source, kind)
        report = Report(count, added, unnamed, refused, unknown, grown)
        if dry_run or refused:
            raise _Undo(report)
        return report

    try:
        return held.write(work)
    except _Undo as undo:
        return undo.report


def read_csv(path: Path) -> Iterator[Row]:
    """The rows of an interchange file, each with the line it begins on.

    Raises Refused, in words, for what is not such a file.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _read_lines(file, path.name)
    except UnicodeDecodeError:
        raise Refused(f"{path.name} is not UTF-8 text. Save it as “CSV UTF-8”.") from None
    except OSError as fault:
        raise Refused(f"{path.name} cannot be read: {fault.strerror}.") from None


def _read_lines(file: Iterable[str], name: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(file, strict=True)
    line = 1
    try:
        header = [cell.strip().casefold() for cell in next(reader, [])]
        places = _places(header, name)
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) > len(header) or 0 < len(cells) < len(header):
                raise Refused(
                    f"{name}, line {line}: {len(cells)} cells where the header has {len(header)}."
                )
            if cells:
                yield line, [cells[place] if place is not None else "" for place in places]
            line = reader.line_num + 1
    except csv.Error as fault:
        raise Refused(f"{name}, line {line}: {_in_words(fault)}.") from None


def _places(header: list[str], name: str) -> list[int | None]:
    """Where in a line each of COLUMNS stands, None for a column left out."""
    if not any(header):
        raise Refused(f"{name} is empty. Its first line must name the columns.")
    if len(header) > MOST_COLUMNS:
        raise Refused(f"{name} has {len(header):,} columns. At most {MOST_COLUMNS:,} are read.")
    missing = [column for column in NEEDED if column not in header]
    if missing:
        raise Refused(f"{name} has no column {_listed(missing)}. It needs {_listed(NEEDED)}.")
    strange = [column for column in header if column not in COLUMNS]
    if strange:
        raise Refused(
            f"{name} has a column that is not known: {_short(strange[0]) or 'without a name'}. "
            f"The known ones are {_listed(COLUMNS)}."
        )
    twice = [column for column in COLUMNS if header.count(column) > 1]
    if twice:
        raise Refused(f"{name} has the column {twice[0]} twice.")
    return [header.index(column) if column in header else None for column in COLUMNS]


def _in_words(fault: csv.Error) -> str:
    if "field limit" in str(fault):
        return f"a cell is longer than {LONGEST_CELL:,} characters"
    return "a quotation mark is opened and not closed, or stands in the middle of a cell"


def _take(cursor: store.Cursor, rows: Iterable[Row]) -> None:
    _run(cursor, "intake/offered")
    waiting = iter(rows)
    while handful := list(islice(waiting, HANDFUL)):
        lines, cells = zip(*handful, strict=True)
        table = pd.DataFrame(list(cells), columns=list(COLUMNS))
        cursor.register("handful", table.assign(line=lines))
        _run(cursor, "intake/take")
        cursor.unregister("handful")


def _learn(
    cursor: store.Cursor, add: Sequence[str], invented: bool
) -> tuple[tuple[Unknown, ...], tuple[Unknown, ...]]:
    """The unknown words that were added, and those that were not."""
    _run(cursor, "intake/words")
    grown, unknown = [], []
    known = set(_rows(cursor, "intake/known"))
    for kind, spelling, count in _rows(cursor, "intake/unknown"):
        word = Unknown(kind, spelling, count)
        if kind not in add:
            unknown.append(word)
            continue
        grown.append(word)
        code = slug(spelling)
        if (kind, code) not in known:
            known.add((kind, code))
            if kind == "place":
                _run(cursor, "keep/place", code=code, title=spelling, invented=invented)
            else:
                _run(cursor, f"keep/house_{kind}", code=code, title=spelling)
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
    """A code made of a title: lower case, plain letters, hyphens between words."""
    plain = unicodedata.normalize("NFKD", spelling).encode("ascii", "ignore").decode()
    code = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
    return code or "x" + spelling.encode().hex()


def _run(cursor: store.Cursor, name: str, **terms: Any) -> None:
    cursor.execute(store.sql(name), terms)


def _rows(cursor: store.Cursor, name: str, **terms: Any) -> list[tuple[Any, ...]]:
    return cursor.execute(store.sql(name), terms).fetchall()


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _short(text: str, most: int = 60) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else one_line[: most - 1] + "…"
