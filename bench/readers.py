"""Each reader of what comes from outside, given bytes: it does its job or refuses in a sentence.

What a reader raises besides `Refused` is a fault. `bench.fuzz` looks for such bytes for as long as
it is told to; tests replay those that were found, and these seeds.
"""

from __future__ import annotations

import asyncio
import io
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import xlsxwriter

from mirror import dates, grants, links, mapping, record, rounds, scales, sheet, store, vocabulary
from mirror.intake import COLUMNS, slug
from mirror.phones import COOKIE, Phones
from mirror.store import Refused

Reader = Callable[[bytes], None]

#: The words that a table may speak in.
KNOWN = {
    "place": {"aytown": "aytown"},
    "part": {"frontline": "frontline", "culture": "culture"},
    "behaviour": {"we see the whole": "PER1", "per1": "PER1", "power, shared": "POW1"},
    "sector": {"council": "council"},
    "direction": {"holding": "holding"},
}
KEY = b"key of a house that holds nothing"
#: Of a table no more rows are gone through: what is sought is a fault, and not a long file.
ROWS = 2_000

_SHEET = "xl/worksheets/sheet1.xml"
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Date</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Behaviour</t></is></c></row>'
    '<row r="2"><c r="A2"><v>45000.5</v></c>'
    '<c r="B2" t="inlineStr"><is><t>PER1</t></is></c></row></sheetData></worksheet>'
)


@cache
def _folder() -> Path:
    """A folder of this process, in which a house may stand."""
    folder = Path(mkdtemp(prefix="outside-"))
    os.environ["MIRROR_DATA"] = str(folder / "mirror.duckdb")
    return folder


def _brought(content: bytes, name: str) -> None:
    """A file read as the page Bring in reads it: sheet by sheet, suggested, mapped, gone through.

    Where the quick reader reads it too, both say the same.
    """
    file = _folder() / name
    file.write_bytes(content)
    with suppress(Refused):
        for one in sheet.read(file):
            header = sheet.header_line(one)
            names, rows = sheet.table(one, header)
            below = [row for row, _ in zip(rows, range(ROWS), strict=False)]
            _compared(one, header, names, below)
            used = mapping.suggest(names, below, KNOWN).mapping
            if used.days is None:
                used = replace(used, days="day first")
            for line, cells in mapping.apply(used, names, below, KEY):
                assert line >= 1 and len(cells) == len(COLUMNS)
                slug(cells[1])


def _compared(one: sheet.Sheet, header: int, names: list[str], below: list[sheet.Row]) -> None:
    with suppress(Refused):
        quick = sheet.columns(one, header, len(names))
        if quick is None or len(below) == ROWS:
            return
        rows = [[cell or None for cell in cells] for _, cells in below]
        columns = [quick.column(place).to_pylist() for place in range(len(names))]
        assert rows == [list(row) for row in zip(*columns, strict=True)], "both read the same"


def text(content: bytes) -> None:
    """A CSV file in any encoding."""
    _brought(content, "table.csv")


def workbook(content: bytes) -> None:
    """A workbook, which may be anything that begins as one does."""
    _brought(b"PK\x03\x04" + content[4:], "table.xlsx")


def sheet_of_a_workbook(content: bytes) -> None:
    """A whole workbook, whose one sheet may be anything."""
    _brought(packed(content), "sheet.xlsx")


@cache
def _parts() -> dict[str, bytes]:
    """The parts of a workbook as it is written, its sheet apart."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("One").write_string(0, 0, "Date")
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != _SHEET}


def packed(content: bytes) -> bytes:
    """A workbook whose one sheet has this content."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in {**_parts(), _SHEET: content}.items():
            archive.writestr(name, part)
    return file.getvalue()


def kept_mapping(content: bytes) -> None:
    """A mapping that somebody kept, used for a table of all its columns, and kept anew."""
    file = _folder() / "kept.toml"
    file.write_bytes(content)
    with suppress(Refused):
        used = mapping.load(file)
        names = list(dict.fromkeys((*used.columns.values(), *used.behaviours)))
        cells = ["1", "2025-03-14", "x", "5%", "1.5", ""]
        rows = [(2, [cell] * len(names)) for cell in cells]
        for _, said in mapping.apply(used, names, rows, KEY):
            assert len(said) == len(COLUMNS)
        mapping.save(used, file)
        assert repr(mapping.load(file)) == repr(used), "what is kept is what is read"


def granted(content: bytes) -> None:
    """The file that says who may see what: where it is not understood, it grants nothing."""
    _folder()
    grants.path().write_bytes(content)
    os.utime(grants.path(), ns=(next(_ticks), 0))
    if grants.fault():
        assert not grants.of("ada@example.org")
    else:
        assert all(grant.allowed for grant in grants.listed())


def _moments() -> Iterator[int]:
    moment = 0
    while True:
        yield (moment := moment + 1)


_ticks = _moments()


@cache
def _house() -> store.Store:
    """A house with its words and one place."""
    _folder()
    held = store.open_store(store.data_path())
    vocabulary.bring_up_to_date(held)
    vocabulary.add_place(held, "Aytown")
    return held


@cache
def _link() -> str:
    return links.make(_house(), "aytown", "Somebody", 3)[1]


def token(content: bytes) -> None:
    """A link's token: none but the one that was made opens anything."""
    said = content.decode("utf-8", "surrogateescape")
    opened = links.opened(said.replace("TOKEN", _link()))
    assert opened is None or said == "TOKEN", "a link opens by its own token alone"


def day_and_score(content: bytes) -> None:
    """A column of days, and one of scores."""
    cells = content.decode("utf-8", "surrogateescape").split("\n")
    dates.look(cells)
    column = scales.look(cells)
    for cell in cells:
        for order in dates.ORDERS:
            found = dates.read(cell, order)
            assert found is None or isinstance(found, date)
        column.suggested.strength(cell)


@cache
def _phone() -> tuple[store.Store, Any, str, str]:
    """A house with an open round, its gathering, the round's code and a phone's key."""
    held, gathering = _house(), record.new_id()
    record.gathering(held, gathering, place="aytown", held_on=date.today())
    code = rounds.open_round(
        held, record.new_id(), gathering=gathering, place="aytown", about="behaviour"
    )
    _, key = rounds.join(held, gathering, code, None)
    return held, gathering, code, key


def answer_of_a_phone(content: bytes) -> None:
    """What a phone sends: its first line is where to, the rest the form."""
    held, gathering, code, key = _phone()
    first, _, body = content.partition(b"\n")
    path = first.decode("utf-8", "replace").replace("CODE", code)
    for method, sent in (("POST", body), ("GET", b"")):
        status, page = asyncio.run(_asked(Phones(held, gathering, ()), method, path, sent, key))
        assert status in (200, 303, 400, 403, 404, 405, 408, 410, 413, 429), status
        assert b"<script>alert" not in page and b"<img" not in page


async def _asked(app: Phones, method: str, path: str, body: bytes, key: str) -> tuple[int, bytes]:
    """The status and the page of an answer, by the server's own way into the app."""
    headers = [(b"host", b"127.0.0.1:80"), (b"cookie", f"{COOKIE}={key}".encode())]
    way, _, query = path.partition("?")
    scope: dict[str, Any] = {
        "type": "http", "http_version": "1.1", "method": method, "scheme": "http",
        "path": f"/{way.lstrip('/')}", "raw_path": b"/", "root_path": "",
        "query_string": query.encode(), "headers": headers, "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 5000), "state": {},
    }  # fmt: skip
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        said.append(dict(message))

    await app(scope, receive, send)
    return said[0]["status"], b"".join(part.get("body", b"") for part in said[1:])


READERS: dict[str, Reader] = {
    "csv": text,
    "workbook": workbook,
    "sheet": sheet_of_a_workbook,
    "mapping": kept_mapping,
    "grants": granted,
    "token": token,
    "days": day_and_score,
    "phone": answer_of_a_phone,
}

_TABLE = "Date,Behaviour,Score,Who,Comment\n14/03/2025,We see the whole,7,H-01,“Well said”\n"
#: What each begins from.
SEEDS: dict[str, tuple[bytes, ...]] = {
    "csv": (
        _TABLE.encode(), _TABLE.encode("utf-8-sig"), _TABLE.encode("utf-16"),
        _TABLE.encode("cp1252"), _TABLE.replace(",", ";").encode(), b'a,b\n"1,\n2",3\n\n,\n',
        b"Completion time,We see the whole,Power is shared\n3/4/25 9:00,Agree,Never\n",
        b"when\tbehaviour\n2025-03-14\tPER1; POW1\n45000\tx\n",
    ),
    "workbook": (packed(SHEET.encode()),),
    "sheet": (
        SHEET.encode(), SHEET.replace("45000.5", "1e308").encode(),
        SHEET.replace('t="inlineStr"', 't="s"').encode(), SHEET.replace("B2", "XFD9").encode(),
    ),
    "mapping": (
        b'header = 2\nsheet = "One"\ndays = "day first"\nmissing = ["99", 99]\nmarks = true\n'
        b'parted_by = ";"\nwhole = ["a; b"]\n[columns]\nobserved_on = "Date"\nnote = "Why"\n'
        b'[fixed]\nplace = "Aytown"\n[behaviours]\n"We see" = "PER1"\n[values.part]\nA = "b"\n'
        b"[scale]\nlow = 1\nhigh = 5\nreversed = true\nwords = {often = 4}\n",
        b'days = "to be said"\nanonymous = true\n[columns]\nbehaviour = "B"\nobserver = "W"\n',
    ),
    "grants": (
        b'# who\n[[grant]]\nwho = "ada@example.org"\ndoes = "facilitates"\nplace = "aytown"\n',
        b'[[grant]]\nwho = "anyone"\ndoes = "looks"\nplace = "every place"\n',
    ),
    "token": (b"TOKEN", b"TOKEN.", b"0193c5b5a0007000800000000000dead.1767225600.abcdef", b".."),
    "days": (
        b"14/03/2025\n3/14/25\n2025-03-14T09:00:00+01:00\n14 March 2025\nMar 3rd, 25\n45000.5",
        b"1741942931123\n0\n7,5\n50%\nAgree\nStrongly agree\n1e5\n-1\n", "١٤/٠٣/٢٠٢٥".encode(),
    ),
    "phone": (
        b"CODE\ns.PER1=7&s.PER2=&sector=council&said_for=", b"?code=CODE\n", b"next\n", b"now\n",
        b"CODE\ns.PER1=10.5&s.%00=1&s.<script>alert(1)</script>=3&sector=%ff%fe",
    ),
}  # fmt: skip
