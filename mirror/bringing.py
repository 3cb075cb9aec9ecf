"""A file of any make, brought in: read, suggested, mapped, checked, kept all or none."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from mirror import intake, mapping, redaction, sheet, store, words
from mirror.intake import Report, Rows
from mirror.mapping import Mapping, Suggestion
from mirror.sheet import Progress, Row, Sheet
from mirror.store import Refused

#: After so many rows, whoever waits is told how far the reading is.
A_WHILE = 5_000
#: Notes that are pointed out at once.
MOST_NOTES = 1_000


@dataclass(frozen=True)
class Offer:
    """A sheet of a file, with its columns, its first rows, and what is suggested for it."""

    sheet: Sheet
    header: int
    names: tuple[str, ...]
    look: tuple[Row, ...]
    suggestion: Suggestion | None


def is_interchange(names: Sequence[str]) -> bool:
    """Whether these are the interchange file's own columns, which need no mapping."""
    lower = [name.casefold() for name in names]
    once = len(lower) == len(set(lower))
    return once and set(intake.NEEDED) <= set(lower) <= set(intake.COLUMNS)


def offer(held: store.Store, chosen: Sheet, header: int | None = None) -> Offer:
    """What a sheet holds and how it may be read; no suggestion for an interchange file."""
    line = header or sheet.header_line(chosen)
    names, rows = sheet.table(chosen, line)
    look = tuple(islice(rows, sheet.A_LOOK))
    suggestion = None
    if not is_interchange(names):
        found = mapping.suggest(names, chain(look, rows), spellings(held))
        suggestion = replace(found, mapping=replace(found.mapping, sheet=chosen.name, header=line))
    return Offer(chosen, line, tuple(names), look, suggestion)


def as_chosen(
    held: store.Store, offer: Offer, columns: dict[str, str], behaviours: dict[str, str]
) -> Suggestion:
    """What a sheet means, and what it asks, where somebody has said which column is what."""
    suggested = offer.suggestion
    if suggested and (suggested.mapping.columns, suggested.mapping.behaviours) == (
        columns, behaviours,
    ):  # fmt: skip
        return suggested
    names, rows = sheet.table(offer.sheet, offer.header)
    found = mapping.as_chosen(names, rows, spellings(held), columns, behaviours)
    its = replace(found.mapping, sheet=offer.sheet.name, header=offer.header)
    return replace(found, mapping=its)


def fullness(offer: Offer) -> int:
    """How much of a sheet is understood, to tell the one with the table from its neighbours."""
    if offer.suggestion is None:
        return len(offer.names)
    return len(offer.suggestion.mapping.columns) + len(offer.suggestion.mapping.behaviours)


def spellings(held: store.Store) -> dict[str, dict[str, str]]:
    """Each vocabulary's spellings, in lower case, and the code of each."""
    known: dict[str, dict[str, str]] = {
        kind: {} for kind in ("place", "part", "behaviour", "sector", "direction")
    }
    for row in held.ask(store.sql("intake/spellings")).itertuples():
        known.setdefault(row.kind, {})[row.spelling] = row.code
    return known


def check(
    held: store.Store,
    chosen: Sheet,
    used: Mapping,
    source: str,
    *,
    add: Sequence[str] = (),
    dry_run: bool = False,
    told: Progress = sheet.untold,
) -> Report:
    """What became of a sheet's rows through a mapping: all kept, or none."""
    key, places, spoken = _key(held), spellings(held)["place"], _spoken(held)
    reading = _Reading(chosen, used.header, told)

    def rows() -> Iterator[Row]:
        names, below = reading.table()
        return mapping.apply(used, names, below, key, places, spoken)

    report = intake.bring_in(held, Rows(rows), source, add=add, dry_run=dry_run)
    return replace(report, left_out=reading.rows - report.lines)


def bring_in(
    held: store.Store,
    path: Path,
    used: Mapping | None = None,
    *,
    add: Sequence[str] = (),
    dry_run: bool = False,
    told: Progress = sheet.untold,
) -> Report:
    """What became of a file's rows: through the mapping, or, for an interchange file, as it is."""
    if used is None:
        return intake.bring_in(held, interchange(path, told), path.name, add=add, dry_run=dry_run)
    chosen = _named(sheet.read(path), used.sheet)
    return check(held, chosen, used, path.name, add=add, dry_run=dry_run, told=told)


class _Reading:
    """A sheet as it is read: how many of its rows have been, and who is told of it."""

    def __init__(self, chosen: Sheet, header: int, told: Progress) -> None:
        self.rows = 0
        self._chosen, self._header, self._told = chosen, header, told

    def table(self) -> tuple[list[str], Iterator[Row]]:
        """The columns' names and the rows below the header, counted as they are gone through."""
        names, below = sheet.table(self._chosen, self._header)
        return names, self._counted(below)

    def _counted(self, below: Iterator[Row]) -> Iterator[Row]:
        self.rows = 0
        for self.rows, row in enumerate(below, start=1):
            if self.rows % A_WHILE == 0:
                self._told(self.rows, min(row[0] / self._chosen.lines, 1))
            yield row


def interchange(path: Path, told: Progress = sheet.untold) -> Rows:
    """The rows of an interchange file, their cells in the order of intake.COLUMNS.

    Raises Refused for a file that is none, and, while they are gone through, for a line that has
    more or fewer cells than the header.
    """
    for chosen in sheet.read(path):
        header = sheet.header_line(chosen)
        names, _ = sheet.table(chosen, header)
        if is_interchange(names):
            break
    else:
        raise Refused(
            f"{path.name} is not an interchange file. Give it a mapping with --map, "
            "or have one suggested with --suggest."
        )
    lower = [name.casefold() for name in names]
    places = [lower.index(name) if name in lower else -1 for name in intake.COLUMNS]
    reading = _Reading(chosen, header, told)

    def rows() -> Iterator[Row]:
        for line, cells in reading.table()[1]:
            if len(cells) != len(names):
                raise Refused(
                    f"{path.name}, line {line}: {len(cells)} cells where the header has "
                    f"{len(names)}. Mend that line."
                )
            # As `_as_typed` has them.
            yield line, [words.as_typed(cells[place]) if place >= 0 else "" for place in places]

    def columns() -> pa.Table | None:
        table = sheet.columns(chosen, header, len(names), told)
        if table is None:
            return None
        unsaid = pa.nulls(len(table), pa.string())
        said = [_as_typed(table.column(place)) if place >= 0 else unsaid for place in places]
        return pa.table(said, names=intake.COLUMNS)

    return Rows(rows, columns)


def _as_typed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The cells without the apostrophes that an export put before what looks like a formula."""
    if not pc.any(pc.starts_with(column, "'")).as_py():
        return column
    return pa.chunked_array(
        [
            pa.array((cell and words.as_typed(cell) for cell in cells.to_pylist()), pa.string())
            for cells in column.chunks
        ]
    )


def to_be_looked_at(chosen: Sheet, used: Mapping) -> list[tuple[int, str]]:
    """The lines and notes in which a name may still stand after redaction; the first, if many."""
    if "note" not in used.columns:
        return []
    names, rows = sheet.table(chosen, used.header)
    place = names.index(used.columns["note"])
    notes = ((line, redaction.redacted(cells[place])) for line, cells in rows if place < len(cells))
    return [*islice(((ln, note) for ln, note in notes if redaction.needs_an_eye(note)), MOST_NOTES)]


def _named(sheets: Sequence[Sheet], name: str) -> Sheet:
    """The sheet of this name; a CSV file's only sheet answers to any."""
    for one in sheets:
        if one.name == name:
            return one
    if len(sheets) == 1 or not name:
        return sheets[0]
    raise Refused(
        f"There is no sheet “{name}”. There are: {', '.join(one.name for one in sheets)}."
    )


def _spoken(held: store.Store) -> dict[str, set[str]]:
    """The pseudonyms held of each place, in small letters."""
    spoken: dict[str, set[str]] = {}
    for row in held.ask(store.sql("intake/spoken")).itertuples():
        spoken.setdefault(row.place, set()).add(row.code)
    return spoken


def _key(held: store.Store) -> bytes:
    """The key that this file's pseudonyms are made with, made the first time."""
    known = held.ask(store.sql("intake/secret"))
    if known.empty:
        key = secrets.token_bytes(32)
        held.write(lambda cursor: cursor.execute(store.sql("keep/secret"), {"key": key}))
        known = held.ask(store.sql("intake/secret"))
    return bytes(known.key[0])
