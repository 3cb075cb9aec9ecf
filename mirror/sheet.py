"""A file that somebody holds, read as sheets of rows of text; nothing in it is ever run."""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook

from mirror.store import Refused

Row = tuple[int, list[str]]

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
#: A cell of a sheet that holds something, as a workbook writes it.
_FILLED = re.compile(rb'<(?:\w+:)?c (?:[^>]*? )?r="([A-Z]+)(\d+)"[^>/]*>')
_TOO_LONG = f"a cell is longer than {LONGEST_CELL:,} characters; shorten it"
_SEPARATORS = ",;\t|"
_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Sheet:
    """A table in a file: its name, and its rows as often as they are asked for."""

    name: str
    open: Callable[[], Iterator[Row]] = field(repr=False, compare=False)

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
    return cell.replace("\u00a0", " ").replace("\u202f", " ").replace("\ufeff", "").strip()


def _is_figure(cell: str) -> bool:
    """Whether a cell is a number or begins like a day, as no column's name does."""
    return bool(re.fullmatch(r"[-+]?\d+([.,]\d+)?%?|\d{1,4}([-/.]\d{1,2}){2}.*", cell))


# --- text ---------------------------------------------------------------------------------------


def _text(path: Path, head: bytes) -> Sheet:
    encoding = _encoding(path, head)
    with path.open(encoding=encoding, newline="") as file:
        start = file.read(100_000)
    separator = _separator(start)
    return Sheet(path.stem, partial(_text_rows, path, encoding, separator))


def _encoding(path: Path, head: bytes) -> str:
    """The encoding of a text file, by its mark, else UTF-8 if all of it is, else Windows-1252."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\x00" in head:
        raise Refused(f"{path.name} is not a table. Bring a CSV file or an Excel workbook.")
    else:
        encoding = "utf-8-sig"
    for attempt in (encoding, "cp1252"):
        try:
            with path.open(encoding=attempt, newline="") as file:
                while block := file.read(2**20):
                    if attempt == "cp1252" and _UTF8_READ_AS_1252.search(block):
                        raise Refused(f"{path.name} mixes encodings. Save it anew as “CSV UTF-8”.")
                    if "\x00" in block:
                        raise Refused(f"{path.name} holds NUL bytes. Save it anew as CSV.")
            return attempt
        except UnicodeError:
            continue
    raise Refused(f"{path.name} mixes encodings. Save it anew as “CSV UTF-8”.")


def _separator(start: str) -> str:
    """What parts the columns: what stands most evenly outside quotation marks."""
    lines = re.sub(r'"[^"]*"', "", start).splitlines()[:A_LOOK]
    counts = {mark: [line.count(mark) for line in lines if line.strip()] for mark in _SEPARATORS}

    def evenness(mark: str) -> tuple[int, int]:
        found = [count for count in counts[mark] if count]
        return (Counter(found).most_common(1)[0][1] if found else 0, max(found, default=0))

    return max(_SEPARATORS, key=evenness)


def _text_rows(path: Path, encoding: str, separator: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    line = 1
    with path.open(encoding=encoding, newline="") as file:
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


def _in_words(fault: csv.Error) -> str:
    if "field limit" in str(fault):
        return _TOO_LONG
    return "a quotation mark is opened and not closed, or stands inside a cell; mend that line"


# --- workbooks ----------------------------------------------------------------------------------


def _workbook(path: Path) -> list[Sheet]:
    _refuse_bombs(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        return [Sheet(name, partial(_sheet_rows, path, name)) for name in book.sheet_names]
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


def _refuse_bombs(path: Path) -> None:
    """Refuse a workbook that would burst the memory, or that defines entities, before unpacking."""
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
                        _refuse_far_cells(path, content)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        raise _broken(path) from None


def _refuse_far_cells(path: Path, content: IO[bytes]) -> None:
    """Refuse a sheet with a stray cell so far out that all between would burst the memory."""
    columns: set[bytes] = set()
    lines: set[bytes] = set()
    before = b""
    while block := content.read(2**20):
        block = before + block
        for column, line in _FILLED.findall(block):
            columns.add(column)
            lines.add(line)
        before = block[-100:]
    widest, last = max(map(_place, columns), default=0), max(map(int, lines), default=0)
    if widest * last > MOST_CELLS:
        raise Refused(
            f"{path.name} has a cell in line {last:,} and one in column {widest:,}. Clear what "
            "lies beyond the table, and save it anew."
        )


def _place(column: bytes) -> int:
    """Which column its letters name: 1 for A, 27 for AA."""
    place = 0
    for letter in column:
        place = 26 * place + letter - 64
    return place
