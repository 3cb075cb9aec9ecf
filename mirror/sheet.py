"""A file that somebody holds, read as sheets of rows of text; nothing in it is ever run."""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
from python_calamine import CalamineError, CalamineWorkbook

from mirror.store import Refused

Row = tuple[int, list[str]]
#: Is told how many rows have been read, and which share of the file that is, from 0 to 1.
Progress = Callable[[int, float], None]


def untold(_rows: int, _share: float) -> None:
    """Nothing: nobody asked how far the reading is."""


#: The longest cell, in characters, and the most columns that are read.
LONGEST_CELL = 1_000_000
MOST_COLUMNS = 1_000
#: A workbook larger than these is refused before it is unpacked.
MOST_INFLATED = 200 * 2**20
MOST_PARTS = 500
MOST_RATIO = 100
#: The reader lays out every cell between the first and the last, filled or not.
MOST_CELLS = 20_000_000
#: Rows looked at for a header, a separator, an example.
A_LOOK = 50

#: What an accented letter or a curly quotation mark in UTF-8 looks like in Windows-1252.
_UTF8_READ_AS_1252 = re.compile(r"[ÂÃ][\u00a0-\u00bf]|â€[™œ\u009d˜“”¦]")
#: A cell's reference in a sheet's XML, in any quotation marks and among any other attributes.
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)["']""")
#: That of a cell which is not closed at once, so that it may hold something.
_FILLED = re.compile(_REFERENCE.pattern + rb"""(?!(?:[^<>"'/]|"[^"]*"|'[^']*')*/>)""")
#: Where a row begins, the line that it says it is, and where a cell begins.
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\b")
_LINE = re.compile(rb"""<(?:[\w.-]+:)?row\b[^<>]*?\br\s*=\s*["'](\d+)""")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s>]")
_TOO_LONG = f"a cell is longer than {LONGEST_CELL:,} characters; shorten it"
_SEPARATORS = ",;\t|"
_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Sheet:
    """A table in a file: its name, its lines at most, and its rows as often as they are asked for.

    `open_in_columns` gives all below the first row at once, in so many columns; None where it
    cannot.
    """

    name: str
    lines: int
    open: Callable[[], Iterator[Row]] = field(repr=False, compare=False)
    open_in_columns: Callable[[int, Progress], pa.Table | None] = field(
        default=lambda _count, _told: None, repr=False, compare=False
    )

    def rows(self) -> Iterator[Row]:
        """The rows that hold anything, as written, each with the line that it begins on."""
        for line, cells in self.open():
            if "".join(cells).strip():
                yield line, cells

    def look(self) -> list[Row]:
        """The first rows, their cells tidied."""
        return [(line, [*map(tidy, cells)]) for line, cells in islice(self.rows(), A_LOOK)]


def read(path: Path) -> list[Sheet]:
    """The sheets of a CSV file or a workbook, empty ones left out.

    Raises Refused, in one sentence, for what is neither.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as fault:
        raise Refused(f"{path.name} cannot be read: {fault.strerror}.") from None
    if not head:
        raise Refused(f"{path.name} is empty. Choose a file with a header row and some rows.")
    if head[:4] == b"PK\x03\x04":
        sheets = _workbook(path)
    elif path.suffix.lower() in _WORKBOOKS:
        raise Refused(f"{path.name} is not a whole workbook. Open it in Excel and save it anew.")
    else:
        sheets = [_text(path, head)]
    sheets = [sheet for sheet in sheets if sheet.look()]
    if not sheets:
        raise Refused(f"{path.name} holds no rows. Choose a file with a header row and some rows.")
    return sheets


def header_line(sheet: Sheet) -> int:
    """The line that most likely names the columns: the first that is about as full as most."""
    look = sheet.look()
    widths = Counter(sum(map(bool, cells)) for _, cells in look)
    usual = max(widths, key=lambda width: (widths[width] * (width > 1), width))
    for line, cells in look:
        filled = [cell for cell in cells if cell]
        if 4 * len(filled) >= 3 * usual and not any(map(_is_figure, filled)):
            return line
    return look[0][0]


def table(sheet: Sheet, header: int) -> tuple[list[str], Iterator[Row]]:
    """The columns' names, made distinct, and the rows below the header."""
    rows = sheet.rows()
    for line, cells in rows:
        if line == header:
            return _distinct([*map(tidy, cells)]), rows
        if line > header:
            break
    raise Refused(f"The sheet “{sheet.name}” has nothing on line {header}. Name its header's line.")


def columns(sheet: Sheet, header: int, count: int, told: Progress = untold) -> pa.Table | None:
    """The cells of `table` column by column, an empty one as null: quicker, and without the lines.

    None where it takes the careful reader behind `table` to say what the cells are, or what is to
    be refused.
    """
    return sheet.open_in_columns(count, told) if header == 1 else None


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, a second “Score” becoming “Score (2)”, one without a name its place."""
    distinct: dict[str, None] = {}
    for place, name in enumerate(names, start=1):
        name = name or f"Column {place}"
        again = (f"{name} ({nth})" for nth in count(2))
        distinct[name if name not in distinct else next(n for n in again if n not in distinct)] = (
            None
        )
    return list(distinct)


def tidy(cell: str) -> str:
    """A cell without the spaces around it, and with plain spaces for those that do not break."""
    if not cell.isascii():
        cell = cell.replace("\u00a0", " ").replace("\u202f", " ").replace("\ufeff", "")
    return cell.strip()


def _is_figure(cell: str) -> bool:
    """Whether a cell is a number or begins like a day, as no column's name does."""
    return bool(re.fullmatch(r"[-+]?\d+([.,]\d+)?%?|\d{1,4}([-/.]\d{1,2}){2}.*", cell))


# --- text ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Text:
    """What going through all of a text file shows."""

    encoding: str
    #: How many lines it has; a row may go over several.
    lines: int
    #: What stands first and last in each stretch outside quotation marks, and a mark left open.
    edges: frozenset[str]


def _text(path: Path, head: bytes) -> Sheet:
    text = _gone_through(path, head)
    with path.open(encoding=text.encoding, newline="") as file:
        start = file.read(100_000)
    how = (path, text, _separator(start))
    return Sheet(path.stem, text.lines, partial(_text_rows, *how), partial(_text_columns, *how))


def _gone_through(path: Path, head: bytes) -> _Text:
    """A text file in its encoding: by its mark, else UTF-8 if all of it is, else Windows-1252."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\x00" in head:
        raise Refused(f"{path.name} is not a table. Bring a CSV file or an Excel workbook.")
    else:
        encoding = "utf-8-sig"
    for attempt in (encoding, "cp1252"):
        with suppress(UnicodeError):
            return _gone_through_as(path, attempt)
    raise Refused(f"{path.name} mixes encodings. Save it anew as “CSV UTF-8”.")


def _gone_through_as(path: Path, encoding: str) -> _Text:
    lines, edges = 1, set[str]()
    between, inside = "\n", 0
    decoder = getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while raw := file.read(2**20):
            block = decoder.decode(raw)
            if encoding == "cp1252" and _UTF8_READ_AS_1252.search(block):
                raise Refused(f"{path.name} mixes encodings. Save it anew as “CSV UTF-8”.")
            if "\x00" in block:
                raise Refused(f"{path.name} holds NUL bytes. Save it anew as CSV.")
            lines += block.count("\n") or block.count("\r")
            *stretches, last = (between + block).split('"')
            for stretch in {*stretches[inside::2]} - {""}:
                edges.update((stretch[0], stretch[-1]))
            inside = (inside + len(stretches)) % 2
            between = "" if inside else last[:1] + last[-1:]
        decoder.decode(b"", final=True)
    edges.update('"' if inside else between[:1])
    return _Text(encoding, lines, frozenset(edges))


def _separator(start: str) -> str:
    """What parts the columns: what stands most evenly outside quotation marks."""
    lines = re.sub(r'"[^"]*"', "", start).splitlines()[:A_LOOK]
    counts = {mark: [line.count(mark) for line in lines if line.strip()] for mark in _SEPARATORS}

    def evenness(mark: str) -> tuple[int, int]:
        found = [count for count in counts[mark] if count]
        return (Counter(found).most_common(1)[0][1] if found else 0, max(found, default=0))

    return max(_SEPARATORS, key=evenness)


def _text_rows(path: Path, text: _Text, separator: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    line = 1
    with path.open(encoding=text.encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator, strict=True)
        try:
            for cells in reader:
                if len(cells) > MOST_COLUMNS:
                    raise Refused(
                        f"{path.name}, line {line}: {len(cells):,} columns. "
                        f"At most {MOST_COLUMNS:,} are read."
                    )
                yield line, cells
                line = reader.line_num + 1
        except csv.Error as fault:
            raise Refused(f"{path.name}, line {line}: {_in_words(fault)}.") from None


def _text_columns(
    path: Path, text: _Text, separator: str, count: int, told: Progress
) -> pa.Table | None:
    """All below the first row in so many columns; None where `_text_rows` may say otherwise.

    Arrow reads many times faster, and takes what is refused there. Where every quotation mark
    opens or closes a whole cell, or stands twice inside one, both read the same.
    """
    if not text.edges <= {separator, "\r", "\n"}:
        return None
    schema = pa.schema([(str(place), pa.string()) for place in range(count)])
    reading = arrow_csv.ReadOptions(
        encoding=text.encoding.removesuffix("-sig"),
        column_names=schema.names,
        skip_rows_after_names=1,
    )
    parsing = arrow_csv.ParseOptions(delimiter=separator, newlines_in_values=True)
    converting = arrow_csv.ConvertOptions(
        column_types=schema, null_values=[""], strings_can_be_null=True
    )
    batches: list[pa.RecordBatch] = []
    rows = 0
    try:
        with (
            path.open("rb") as file,
            arrow_csv.open_csv(file, reading, parsing, converting) as read,
        ):
            for batch in read:
                if any((pc.max(pc.binary_length(c)).as_py() or 0) > LONGEST_CELL for c in batch):
                    return None
                batches.append(_filled(batch))
                rows += len(batch)
                told(rows, min(rows / text.lines, 1))
    except pa.ArrowInvalid:
        return None
    return pa.Table.from_batches(batches, schema)


def _filled(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The rows that hold anything, as `Sheet.rows` sees it."""
    blank = pa.repeat(True, len(batch))
    for cells in batch:
        blank = pc.and_(blank, pc.or_kleene(pc.is_null(cells), pc.utf8_is_space(cells)))
        if not pc.any(blank).as_py():
            return batch
    return batch.filter(pc.invert(blank))


def _in_words(fault: csv.Error) -> str:
    if "field limit" in str(fault):
        return _TOO_LONG
    return "a quotation mark is opened and not closed, or stands inside a cell; mend that line"


# --- workbooks ----------------------------------------------------------------------------------


def _workbook(path: Path) -> list[Sheet]:
    lines = _refuse_bombs(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        return [Sheet(name, lines, partial(_sheet_rows, path, name)) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError):
        raise _broken(path) from None


def _sheet_rows(path: Path, name: str) -> Iterator[Row]:
    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError):
        raise _broken(path) from None
    columns = sheet.end[1] + 1 if sheet.end else 0
    if columns > MOST_COLUMNS:
        raise Refused(
            f"The sheet “{name}” has {columns:,} columns. At most {MOST_COLUMNS:,} are read."
        )
    for line, typed in enumerate(sheet.iter_rows(), start=1):
        cells = [_as_text(cell) for cell in typed]
        if max(map(len, cells), default=0) > LONGEST_CELL:
            raise Refused(f"{path.name}, line {line}: {_TOO_LONG}.")
        yield line, cells


def _broken(path: Path) -> Refused:
    return Refused(f"{path.name} is damaged or locked. Open it in Excel and save it anew.")


def _as_text(cell: str | float | bool | date | time | timedelta) -> str:
    """A workbook's cell as a person would type it; a true date is written year first."""
    match cell:
        case bool():
            return "1" if cell else "0"
        case float():
            return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            return cell.isoformat(" ", "seconds") if cell.time() != time() else f"{cell:%Y-%m-%d}"
        case _:
            return str(cell)


def _refuse_bombs(path: Path) -> int:
    """How many lines its longest sheet has.

    Raises Refused, before anything is unpacked, for a workbook that would burst the memory or that
    defines entities.
    """
    lines = 1
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            inflated = sum(part.file_size for part in parts)
            packed = max(sum(part.compress_size for part in parts), 1)
            small = len(parts) <= MOST_PARTS and inflated <= MOST_INFLATED
            if not small or (inflated / packed > MOST_RATIO and inflated > 2**20):
                raise Refused(f"{path.name} unpacks to far more than it holds. It was not opened.")
            if not any(part.filename == "xl/workbook.xml" for part in parts):
                raise Refused(f"{path.name} is not an Excel workbook. Bring a CSV or XLSX file.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as content:
                        if b"<!DOCTYPE" in content.read(4096).upper():
                            raise Refused(
                                f"{path.name} defines its own entities. It was not opened."
                            )
                if part.filename.startswith("xl/worksheets/"):
                    with archive.open(part) as content:
                        lines = max(lines, _refuse_far_cells(path, content))
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        raise _broken(path) from None
    return lines


def _refuse_far_cells(path: Path, content: IO[bytes]) -> int:
    """The last line of a sheet that holds something.

    Raises Refused for a stray cell so far out that all between would burst the memory.
    """
    columns, lines = set[bytes](), set[bytes]()
    # A cell without a reference stands beside the one before, in whatever line its row says.
    rows, most, counted = set[bytes](), 0, True
    before = b""
    while block := content.read(2**20):
        whole, mark, before = (before + block).rpartition(b">")
        if len(before) > LONGEST_CELL:
            raise _broken(path)
        whole += mark
        for column, line in _FILLED.findall(whole):
            columns.add(column)
            lines.add(line)
        rows.update(_LINE.findall(whole))
        cells = [len(_CELL.findall(row)) for row in _ROW.split(whole)]
        most = max(most, *cells)
        counted = counted and sum(cells) <= len(_REFERENCE.findall(whole))
    widest, last = max(map(_place, columns), default=0), max(map(int, lines), default=0)
    if not counted:
        widest, last = max(widest, 2 * most), max(last, *map(int, rows), 0)
    if widest * last > MOST_CELLS:
        raise Refused(
            f"{path.name} has a cell in line {last:,} and one in column {widest:,}. Clear what "
            "lies beyond the table, and save it anew."
        )
    return last


def _place(column: bytes) -> int:
    """Which column its letters name: 1 for A, 27 for AA."""
    place = 0
    for letter in column.upper():
        place = 26 * place + letter - 64
    return place
