"""Take observations in: checked against what is held, and kept all of them or none."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc

from mirror import access, chain, store
from mirror.words import short

#: The interchange file's columns, in their order.
COLUMNS = (
    "observed_on", "place", "part", "behaviour", "observer", "sector", "organisation",
    "strength", "direction", "overtness", "note", "consent",
)  # fmt: skip
NEEDED = ("observed_on", "place", "behaviour")
#: The vocabularies that a file may grow, when told to.
GROWABLE = ("place", "part", "behaviour", "sector")
#: What is looked up word by word: however long a file is, its words are few.
LOOKED_UP = (
    "observed_on", "place", "part", "behaviour", "sector", "strength", "direction", "overtness",
    "consent",
)  # fmt: skip
#: Rows that are in Python's hands at one time.
HANDFUL = 20_000
#: Refused cells that a report names before it only counts them.
MOST_NAMED = 100_000
#: Words of one vocabulary that a file may use.
MOST_WORDS = 10_000
#: The most bytes of a code that is made of a title.
LONGEST_CODE = 120
#: What stands around a word without being of it: spaces, also those that do not show.
SPACE = " \t\n\r\v\f\u00a0\u200b\u202f\u2060\ufeff"

Row = tuple[int, Sequence[str]]

#: Where the meaning of a word stands that is no code.
_MEANS = {"observed_on": "day", "strength": "number", "overtness": "level", "consent": "level"}


@dataclass(frozen=True)
class Rows:
    """A file's rows, to be gone through as often as a write needs.

    `columns` gives the same cells as a table where they can be had so: quicker, and without lines.
    """

    begin: Callable[[], Iterator[Row]]
    columns: Callable[[], pa.Table | None] = lambda: None

    def __iter__(self) -> Iterator[Row]:
        return self.begin()


@dataclass(frozen=True, slots=True)
class Refusal:
    """One cell that cannot be taken in."""

    line: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        shown = f"“{short(self.value, 60)}” " if self.value else ""
        return f"Line {self.line}, {self.column}: {shown}{self.reason}."


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that the file uses and the house does not hold."""

    kind: str
    spelling: str
    rows: int


@dataclass(frozen=True)
class Report:
    """What an import found, and what it kept.

    A line of a file may offer several rows, one for each behaviour. The lines of a file are those
    that offer any, of which some may be refused, and those that are left out.
    """

    rows: int
    lines: int
    added: int
    unnamed: int
    #: The first of the refused cells, how many there are, and on how many lines.
    refused: tuple[Refusal, ...]
    refused_cells: int
    refused_lines: int
    unknown: tuple[Unknown, ...]
    grown: tuple[Unknown, ...]
    #: The lines that offer no row, since they name no behaviour.
    left_out: int = 0

    @property
    def read(self) -> int:
        """The lines of the file."""
        return self.lines + self.left_out

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
    offered = _offered(rows)
    said = _words(offered)
    cursor.register("used", _used(said))
    grown, unknown = _learn(cursor, add)
    offered = _understood(cursor, offered, said)
    _look_of_which_places(offered)
    cursor.register("offered", offered)
    _run(cursor, "intake/spelt")
    _run(cursor, "intake/checked")
    _run(cursor, "intake/observers")
    cursor.register("today", pa.table({"day": [today or date.today()]}))
    _run(cursor, "intake/refused")
    refused, refused_cells, refused_lines = _refused(cursor, offered, rows)
    [(count, lines, unnamed)] = _rows(cursor, "intake/summary")
    added = _keep(cursor, source, kind) if count and not refused else 0
    for laid_out in ("used", "offered", "today"):
        cursor.unregister(laid_out)
    return Report(
        count, lines or count, added, unnamed, refused, refused_cells, refused_lines, unknown,
        grown,
    )  # fmt: skip


def _look_of_which_places(offered: pa.Table) -> None:
    """Nothing, where whoever is here facilitates each place that the rows speak of."""
    if not access.here().may("facilitate", access.EVERY_PLACE):
        for place in filter(None, offered["place"].unique().to_pylist()):
            access.needed("facilitate", place)


def _offered(rows: Iterable[Row]) -> pa.Table:
    """What the rows say, cells trimmed, an empty one as "not said"; and their lines, where known.

    One line may offer several rows, one for each behaviour; `nth` tells them apart.
    """
    written = rows.columns() if isinstance(rows, Rows) else None
    if written is not None:
        lines = pa.nulls(len(written), pa.int64())
        said = _said(lines, written.columns)
    else:
        said = pa.concat_tables(_handfuls(rows))
    for place, name in enumerate(said.column_names):
        if name.removeprefix("said_") in LOOKED_UP:
            said = said.set_column(place, name, said[name].combine_chunks())
    return said.append_column("nth", pa.arange(0, len(said)))


def _handfuls(rows: Iterable[Row]) -> Iterator[pa.Table]:
    """What the rows say, a handful at a time; one of none, to begin with."""
    yield _said(pa.array([], pa.int64()), [pa.array([], pa.string())] * len(COLUMNS))
    waiting = iter(rows)
    while handful := list(islice(waiting, HANDFUL)):
        lines, cells = zip(*handful, strict=True)
        columns = [pa.array(column, pa.string()) for column in zip(*cells, strict=True)]
        yield _said(pa.array(lines, pa.int64()), columns)


def _said(lines: pa.Array, columns: Iterable[pa.Array]) -> pa.Table:
    """Cells trimmed, an empty one as null; where few words stand often, each is held once."""
    said = {"line": lines}
    for field, column in zip(COLUMNS, columns, strict=True):
        cells = _trimmed(pa.chunked_array(column))
        said[f"said_{field}"] = cells.dictionary_encode() if field in LOOKED_UP else cells
    return pa.table(said)


def _trimmed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The cells without the spaces around them, an empty one as null; the same where none are."""
    trimmed = []
    for cells in column.chunks:
        stripped = pc.utf8_trim(cells, characters=SPACE)
        filled = pc.if_else(pc.equal(stripped, ""), None, stripped)
        trimmed.append(cells if cells.equals(filled) else filled)
    return pa.chunked_array(trimmed, pa.string())


def _words(offered: pa.Table) -> dict[str, pa.DictionaryArray]:
    """Each field that is looked up: its words, each once, and which of them each row says.

    Raises Refused where a column holds anything but the words of a vocabulary.
    """
    words = {}
    for field in LOOKED_UP:
        words[field] = offered[f"said_{field}"].chunk(0)
        found = words[field].dictionary
        if field not in ("observed_on", "strength") and len(found) > MOST_WORDS:
            raise store.Refused(
                f"What stands for {field} is {len(found):,} different words, such as "
                f"“{short(found[0].as_py(), 60)}”. At most {MOST_WORDS:,} are known. "
                "Bring in another column for it."
            )
    return words


def _used(said: dict[str, pa.DictionaryArray]) -> pa.Table:
    """Each word of each field, its place among them, and on how many rows it stands."""
    tables = []
    for field, encoded in said.items():
        places, counts = pc.value_counts(encoded.indices.drop_null()).flatten()
        order = pc.array_sort_indices(places)
        table = {"place": places.take(order), "said": encoded.dictionary}
        fields = pa.repeat(field, len(order)).dictionary_encode()
        table |= {"row_count": counts.take(order), "field": fields}
        tables.append(pa.table(table))
    return pa.concat_tables(tables)


def _understood(
    cursor: store.Cursor, offered: pa.Table, said: dict[str, pa.DictionaryArray]
) -> pa.Table:
    """The rows with what each word means beside it; null where it is not known."""
    meanings = cursor.sql(store.sql("intake/meanings")).to_arrow_table()
    for field, encoded in said.items():
        its = meanings.filter(pc.equal(meanings["field"], field))
        meant = its[_MEANS.get(field, "code")].take(pc.sort_indices(its["place"]))
        column = pa.DictionaryArray.from_arrays(encoded.indices, meant.combine_chunks())
        offered = offered.append_column(field, column)
    return offered


def _refused(
    cursor: store.Cursor, offered: pa.Table, rows: Iterable[Row]
) -> tuple[tuple[Refusal, ...], int, int]:
    """The first refused cells, how many there are, and on how many lines."""
    [(cells, lines)] = _rows(cursor, "intake/refused_count")
    if cells and not lines:
        # What is refused is said by its line, which only whoever goes through the rows knows.
        lined = pa.array((line for line, _ in rows), pa.int64())
        place = offered.column_names.index("line")
        cursor.register("offered", offered.set_column(place, "line", lined))
        [(cells, lines)] = _rows(cursor, "intake/refused_count")
    found = _rows(cursor, "intake/refusals", most=MOST_NAMED) if cells else []
    return (
        tuple(Refusal(line, column, value or "", reason) for line, column, value, reason in found),
        cells,
        lines,
    )


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
            if kind == "place":
                access.needed("facilitate", access.EVERY_PLACE)
            house = "place" if kind == "place" else f"house_{kind}"
            terms = {"invented": False} if kind == "place" else {}
            _run(cursor, f"keep/{house}", code=code, title=spelling, **terms)
            grown.append(word)
        _run(cursor, "intake/learn", kind=kind, spelling=spelling, code=code)
    return tuple(grown), tuple(unknown)


def _keep(cursor: store.Cursor, source: str, kind: str) -> int:
    """How many rows were not held before."""
    batch, moment = uuid4(), kept_at(cursor)
    [(added,)] = _rows(cursor, "keep/observation", batch=batch, recorded_at=moment)
    _run(cursor, "keep/observer")
    if added:
        _run(cursor, "keep/batch", id=batch, kind=kind, source=source, recorded_at=moment)
    record_change(cursor, kind, source, added)
    return int(added)


def kept_at(cursor: store.Cursor) -> datetime:
    """The moment of what is kept now; it is after every release, whatever the clock did since."""
    moment: datetime
    [(moment,)] = _rows(cursor, "keep/moment", now=store.now())
    return moment


def record_change(cursor: store.Cursor, what: str, subject: str | None, rows: int) -> None:
    """Record in the change log what was done, and by whom, bound to all that was done before."""
    [(last, before)] = _rows(cursor, "change/last") or [(0, chain.BEGINNING)]
    number, identity, moment = last + 1, uuid4(), store.now()
    who = access.here().who or None
    said = (number, identity, chain.moment(moment), what, subject, rows, who)
    _run(
        cursor, "change/record",
        number=number, id=identity, changed_at=moment, what=what, subject=subject, row_count=rows,
        who=who, chain=chain.bound(before, said),
    )  # fmt: skip


def slug(spelling: str) -> str:
    """A code made of a title: lower case, hyphens between words, Latin letters without accents.

    Of a title that is too long for a code it is the beginning and a sum of all.
    """
    letters: list[str] = []
    for letter in unicodedata.normalize("NFKD", spelling):
        # An accent is dropped from a Latin letter only: elsewhere it makes another letter.
        if not (unicodedata.combining(letter) and letters and letters[-1].isascii()):
            letters.append(letter)
    plain = unicodedata.normalize("NFKC", "".join(letters)).casefold()
    code = (
        re.sub(r"[\W_]+", "-", plain).strip("-")
        or f"x{spelling.encode(errors='surrogatepass').hex()}"
    )
    if len(code.encode()) <= LONGEST_CODE:
        return code
    # Files are named by codes, and no system takes a longer name.
    start = code.encode()[: LONGEST_CODE - 17].decode(errors="ignore").rstrip("-")
    return f"{start}-{hashlib.sha256(code.encode()).hexdigest()[:16]}"


def _run(cursor: store.Cursor, name: str, **terms: Any) -> None:
    cursor.execute(store.sql(name), terms)


def _rows(cursor: store.Cursor, name: str, **terms: Any) -> list[tuple[Any, ...]]:
    return cursor.execute(store.sql(name), terms).fetchall()
