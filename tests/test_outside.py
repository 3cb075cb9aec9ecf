"""Text from outside, whatever it is: kept as it came or refused in a sentence, and nothing else."""

from __future__ import annotations

import csv
import importlib
import inspect
import io
import re
import xml.etree.ElementTree as etree
import zipfile
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bench.readers import READERS, SEEDS, packed
from mirror import (
    allowance,
    export,
    intake,
    own,
    pack,
    record,
    redaction,
    release,
    rounds,
    screen,
    sheet,
    store,
    uploaded,
    vocabulary,
    workshop,
)
from mirror.access import Visitor
from mirror.store import Refused, Store
from mirror.workshop import Item
from tests import hostile
from tests.conftest import TINY
from tests.test_pages import DOING, PAGES, opened

#: Text that something may stumble over: it is always tried, before what chance brings.
NASTY = (
    "", "a\0b\x0b\x1b", "a\udfffb", "\u202etxet\ufeff\ufffe\uffff", "x" * 300, "🜁" * 80,
    "1e999", "NaN", "²١", "9" * 5_000, "10000-01-01", "'; DROP TABLE observation; --", "$place",
    "../../etc/passwd",
    "<script>alert(1)</script>", "![x](http://evil.invalid/x)", ":material/home: :red[r]",
    '=HYPERLINK("http://evil.invalid")', "\t=1", "a\nb", "%00{",
)  # fmt: skip
#: What broke most: it is tried in every place, of the others each third.
WORST = ("\0", "\ud800", "9" * 5_000, "'; DROP TABLE observation; --")
ANY = st.text(st.characters(), max_size=60)
DAY = date(2025, 1, 10)
PAT = Visitor("pat@example.org", frozenset({("look", "aytown")}))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A tiny world, of which much is tried and nothing may be lost."""
    with pytest.MonkeyPatch.context() as here:
        here.setenv("MIRROR_DATA", str(tmp_path_factory.mktemp("outside") / "mirror.duckdb"))
        here.setattr(own, "_added", allowance.Allowance(1_000_000))
        held = store.open_store(store.data_path())
        vocabulary.bring_up_to_date(held)
        held.write(lambda cursor: cursor.execute(TINY.read_text(encoding="utf-8")))
        workshop.prepare(
            held, GATHERING, place="aytown", held_on=date.today(), purpose="",
            agenda=[Item("home", "", "?")],
        )  # fmt: skip
        rounds.open_round(held, ROUND, gathering=GATHERING, place="aytown", about="behaviour")
        record.loop(held, LOOP, **WELL["record.loop"])
        yield held
        held.close()


# --- every function that takes text ---------------------------------------------------------------

GATHERING, ROUND, LOOP, NOBODYS = (record.new_id() for _ in range(4))
_SAID = {"place": "aytown", "observer": "P-1", "observed_on": DAY}
_VIEW = {"page": "home", "lens": "place=aytown"}

#: What each is well called with. Each of its texts is then put in the place of one that fits.
WELL: dict[str, dict[str, Any]] = {
    "record.observation": _SAID | {"behaviour": "PAR1"},
    "record.relationship": _SAID | {"party": "A", "other_party": "B", "level": 1},
    "record.event": {"place": "aytown", "kind": "slip", "title": "x", "started_on": DAY},
    "record.entry_step": {"place": "aytown", "title": "x", "altitude": 1, "observed_on": DAY},
    "record.help_given": {
        "place": "aytown", "given_by": "A", "given_to": "B", "title": "x", "observed_on": DAY,
    },
    "record.block_view": _SAID | {"block": "data", "level": 1},
    "record.reflection": _VIEW | {
        "place": "aytown", "question": "?", "observed_on": DAY, "noticed": "x",
    },
    "record.remark": {"place": "aytown", "kind": "note", "said": "x", "gathering": GATHERING},
    "record.loop": {"place": "aytown", "question": "?", "assumption_before": "x", "opened_on": DAY},
    "record.take_further": {"place": "aytown", "supersedes": LOOP, "tried": "x"},
    "record.gathering": {"place": "aytown", "held_on": DAY},
    "record.room": {
        "place": "aytown", "held_on": DAY, "people": 1, "headings": {},
        "rows": [record.Person("A", None, {})],
    },
    "record.text_of": {"field": "Title", "value": "x", "most": 9},
    "workshop.prepare": {
        "place": "aytown", "held_on": DAY, "purpose": "x", "agenda": [Item("home", "", "?")],
    },
    "workshop.found": {}, "workshop.prepared": {}, "workshop.going_on": {}, "workshop.next_one": {},
    "rounds.open_round": {"gathering": GATHERING, "place": "aytown", "about": "behaviour"},
    "rounds.join": {"gathering": GATHERING, "code": "x", "key": None},
    "rounds.is_in": {"gathering": GATHERING}, "rounds.sector_of": {"gathering": GATHERING},
    "rounds.cast": {"key": "x", "answers": {}}, "rounds.sent": {}, "rounds.before": {},
    "rounds.tidy": {},
    "own.has_spoken": {"visitor": PAT},
    "own.add": {"visitor": PAT, "place": "aytown", "behaviour": "PAR1", "observed_on": DAY},
    "own.notes": {"visitor": PAT}, "own.lower": {"visitor": PAT, "identity": NOBODYS, "consent": 0},
    "own.withdraw": {"visitor": PAT, "identity": NOBODYS},
    "takeback.generalise_note": {"identity": NOBODYS}, "takeback.withdraw": {"identity": NOBODYS},
    "takeback.withdraw_observer": {"place": "aytown", "observer": "x"},
    "links.make": {"place": "aytown", "label": "x", "days": 3}, "links.listed": {},
    "links.opened": {},
    "grants.of": {},
    "mapping.suggest": {"rows": [(2, ["x"])], "known": {
        kind: {} for kind in ("place", "part", "behaviour", "sector", "direction")
    }},
    "mapping.meaning": {"known": {"x": "y"}},
    "dates.look": {}, "dates.kind": {}, "dates.read": {"order": "day first"}, "scales.look": {},
    "redaction.redacted": {}, "redaction.needs_an_eye": {},
    "intake.bring_in": {
        "rows": [(2, ["2025-01-10", "aytown", "", "PAR1", *[""] * 8])], "source": "x",
    },
    "intake.slug": {},
    "vocabulary.add_place": {},
    "vocabulary.choose_words": {"place": "aytown", "words": "plain"},
    "export.interchange": {}, "export.workbook": {}, "export.parquet_tables": {},
    "export.csv_tables": {}, "export.about": {}, "export.too_much_for_a_workbook": {},
    "release.draft": {}, "release.withdraw": {},
    "passing.waiting": {}, "passing.passed": {},
    "passing.let_pass": {"place": "aytown", "observation": NOBODYS, "said": "x"},
    "passing.keep_back": {"observation": NOBODYS}, "passing.look_again": {"observation": NOBODYS},
    "grain.kept": {},
    "snapshot.keep": _VIEW | {"place": "aytown", "taken_on": DAY, "voices": "x", "heard": {}},
    "snapshot.opened": {}, "snapshot.remove": {},
    "snapshot.shows": {"gone": frozenset({"x"}), "lens": "", "voices": "", "answers": "{}"},
    "words.legal": {}, "words.literal": {}, "words.plain": {}, "words.harmless": {},
    "words.as_typed": {}, "words.short": {}, "words.capital": {},
    "words.promised": {"by_when": None}, "words.listed": {"things": ["x"]},
    "bringing.is_interchange": {}, "sheet.tidy": {}, "scored.asked": {},
}  # fmt: skip

#: What takes codes and words of ours alone, or is held to more by a test of its own.
OURS = {
    "bringing.bring_in", "bringing.check", "export.file_name", "grain.apart", "grain.choose",
    "grain.label", "links.keyed", "mapping.apply", "mapping.pseudonym", "passing.to_release",
    "record.chosen", "record.keep_room", "record.letters", "record.pseudonym", "intake.take_in",
    "intake.record_change", "release.draft_of", "release.file_of", "scored.added_up",
    "scored.as_rows", "vocabulary.questions", "vocabulary.read",
    "words.counted", "words.lasted", "words.said",
}  # fmt: skip
#: Texts of a function that are none from outside.
OF_OURS = {"rounds.cast.answers", "mapping.suggest.known", "mapping.meaning.known",
           "snapshot.keep.heard", "record.room.headings"}  # fmt: skip
MODULES = sorted({name.partition(".")[0] for name in {*WELL, *OURS}})


def taking_text(module: str) -> dict[str, dict[str, Any]]:
    """The public functions of a module that take text, with what each calls it."""
    found = importlib.import_module(f"mirror.{module}")
    return {
        f"{module}.{name}": texts
        for name, function in vars(found).items()
        if inspect.isfunction(function)
        and function.__module__ == found.__name__
        and not name.startswith("_")
        and (
            texts := {
                name: str(one.annotation)
                for name, one in inspect.signature(function).parameters.items()
                if re.search(r"\bstr\b", str(one.annotation))
            }
        )
    }


TEXTS = [
    f"{name}.{field}"
    for module in MODULES
    for name, texts in taking_text(module).items()
    if name in WELL
    for field in texts
    if f"{name}.{field}" not in OF_OURS
]


def test_every_function_that_takes_text_is_tried_or_named_as_one_that_takes_our_own() -> None:
    known = {name for module in MODULES for name in taking_text(module)}
    assert known == {*WELL, *OURS}
    assert len(TEXTS) > 130


def called_with(name: str, held: Store, text: str) -> object:
    """What a function answers to a text in the place that `name` says."""
    module, function, field = name.split(".")
    called = getattr(importlib.import_module(f"mirror.{module}"), function)
    takes = inspect.signature(called).parameters
    given_to = dict(WELL[f"{module}.{function}"])
    if "held" in takes:
        given_to["held"] = held
    if "identity" in takes and "UUID" in str(takes["identity"].annotation):
        given_to.setdefault("identity", record.new_id())
    if "scored" in takes:
        [given_to["scored"]] = [one for one in rounds.of(held, GATHERING) if one.id == ROUND]
    kind = str(takes[field].annotation)
    as_asked: Any = text
    if kind.startswith("Mapping"):
        as_asked = {text: 1 if "int" in kind else text}
    elif kind.startswith(("Sequence", "Iterable")):
        as_asked = [text]
    return called(**given_to | {field: as_asked})


def does_its_job_or_refuses(held: Store, name: str, text: str) -> None:
    """Nothing, where it was done, or refused in a sentence that can be shown and kept nothing."""
    before = held.version
    try:
        called_with(name, held, text)
    except Refused as refusal:
        # Whoever adds something has a pseudonym first, whatever they add.
        assert held.version == before or name.startswith("own."), "what is refused changes nothing"
        said = str(refusal)
        assert said.encode() and len(said) < 7_000 and said[-1] in ".?)”"


@pytest.mark.parametrize("name", TEXTS)
def test_whatever_the_text_it_is_taken_or_refused_in_a_sentence(name: str, house: Store) -> None:
    tables = house.sums()

    @given(ANY)
    @settings(
        max_examples=3, deadline=None, database=None,
        suppress_health_check=[*HealthCheck],
    )  # fmt: skip
    def chance(text: str) -> None:
        does_its_job_or_refuses(house, name, text)

    for text in (*WORST, *NASTY[TEXTS.index(name) % 3 :: 3]):
        does_its_job_or_refuses(house, name, text)
    chance()
    now = house.sums()
    assert set(now) == set(tables), "no text is ever SQL"
    assert name.startswith("takeback.") or all(now[one][0] >= tables[one][0] for one in tables)


@given(ANY | st.sampled_from(NASTY))
@settings(
    max_examples=10, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_what_is_kept_is_what_was_typed(house: Store, text: str) -> None:
    keeps = (
        ("event", "title"), ("event", "note"), ("gathering", "purpose"),
        ("loop", "question"), ("remark", "who"), ("reflection", "seen_otherwise"),
    )  # fmt: skip
    for table, column in keeps:
        identity = record.new_id()
        well = WELL[f"record.{table}"] | {column: text}
        try:
            getattr(record, table)(house, identity, **well)
        except Refused:
            continue
        [kept] = house.ask(f"SELECT {column} FROM {table} WHERE id = $id", {"id": identity})[column]
        typed = text.strip()
        is_note = column not in ("title", "purpose", "who") and (table, column) != (
            "loop",
            "question",
        )
        assert (kept or "") == (redaction.redacted(typed) if is_note else typed)


def test_a_place_of_any_name_can_be_released_and_its_files_are_named(house: Store) -> None:
    for title in ("🜁" * 80, "Ł" * 200, "x" * 5_000, "con", "..", "/etc/passwd"):
        place = vocabulary.add_place(house, title)
        assert not release.file_of(place).exists(), title
        release.publish(house, release.draft(house, [place]), release.file_of(place))
        assert release.file_of(place).parent == house.path.parent / "releases"
    assert intake.slug("x" * 5_000) != intake.slug("x" * 5_001)


# --- what is taken away ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, UUID]]:
    """A house in whose every text stands what a spreadsheet or a picture breaks at."""
    with pytest.MonkeyPatch.context() as here:
        here.setenv("MIRROR_DATA", str(tmp_path_factory.mktemp("hostile") / "mirror.duckdb"))
        held = store.open_store(store.data_path())
        filled = hostile.fill(held, before="=1+1 \0\x0b\ufffe\uffff", views=("home", "entry"))
        yield held, filled.gathering
        held.close()


def cells_of(workbook: bytes) -> Iterator[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            yield from (cell for cell in row if isinstance(cell, str))


def assert_is_whole(archive: bytes) -> None:
    """Every part of an office file is XML that any reader takes, without a formula in it."""
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(parts.read(name))
                assert not [one for one in root.iter() if str(one.tag).endswith("}f")], name


def test_nothing_that_is_taken_away_holds_a_formula_or_cannot_be_opened(
    hostile_house: tuple[Store, UUID],
) -> None:
    held, gathering = hostile_house
    for archive in (export.workbook(held, hostile.PLACE), _pack(held, gathering, "xlsx")):
        assert_is_whole(archive)
        assert any("=1+1" in cell for cell in cells_of(archive))
    assert_is_whole(_pack(held, gathering, "pptx"))
    with zipfile.ZipFile(io.BytesIO(export.csv_tables(held, hostile.PLACE))) as tables:
        files = [
            tables.read(name).decode("utf-8-sig") for name in tables.namelist() if ".csv" in name
        ]
    shown = held.ask("SELECT title, note FROM event")
    files.append(screen.as_csv(shown, {"Place": "=1+1"}).decode("utf-8-sig"))
    for file in files:
        for row in csv.reader(io.StringIO(file, newline="")):
            assert not [cell for cell in row if re.match(r"[\s\0\ufeff]*[=+@|%\t\r-]", cell)
                        and not re.fullmatch(r"-?\d+(\.\d+)?", cell)]  # fmt: skip


class _Tags(HTMLParser):
    """The tags of a page and their attributes, as a browser finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.names = set[str]()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def test_the_page_to_print_holds_text_and_no_markup_of_it(
    hostile_house: tuple[Store, UUID],
) -> None:
    page = _pack(*hostile_house, "html").decode()
    found = _Tags()
    found.feed(page)
    assert not found.names & {"script", "iframe", "object", "embed", "link", "base", "form", "img"}
    for name, value in found.attributes:
        assert not name.startswith("on"), (name, value)
        assert name not in ("src", "href", "xlink:href") or value.startswith(("data:", "#")), value
    assert _pack(*hostile_house, "pdf").startswith(b"%PDF")


def _pack(held: Store, gathering: UUID, form: str) -> bytes:
    return pack.FORMATS[form].make(pack.of_gathering(held, gathering), pack.untold)


# --- files that are brought in --------------------------------------------------------------------

#: Bytes at which a reader broke off once, and others that lie near.
FOUND: tuple[tuple[str, bytes], ...] = (
    ("mapping", b"header = " + b"9" * 5_000),
    ("mapping", b"header = 0x" + b"f" * 5_000),
    ("mapping", b"header = -1\n[columns]\nnote = 'a'"),
    ("mapping", b"missing = [0x" + b"f" * 5_000 + b"]"),
    ("mapping", b"[scale]\nlow = 1" + b"0" * 400),
    ("mapping", b"[scale]\nlow = -1e308\nhigh = 1e308\n[columns]\nstrength = 'a'"),
    ("mapping", b"a = " + b"[" * 5_000),
    ("mapping", b"\xff\xfe"),
    ("grants", b"grant = " + b"9" * 5_000),
    ("grants", b"grant = [[" * 2_000),
    ("csv", b'a,b\n"1'), ("csv", b"a,b\n1,2,3\n"), ("csv", b"\xff\xfea"), ("csv", b"\xfe\xff\xd8"),
    ("csv", b"," * 1_500), ("csv", b"\r\r\n\r"), ("csv", b'"\n"\n' * 60),
    ("workbook", b"PK\x03\x04"), ("workbook", b"PK\x05\x06" + b"\0" * 18),
    ("sheet", b"<worksheet>"), ("sheet", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>"),
    ("sheet", b'<worksheet><sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row>'),
    ("sheet", b'<worksheet><sheetData><row r="0"><c r="A0"><v>1e999</v></c></row></sheetData>'),
    ("token", b"\xed\xa0\x80.TOKEN"), ("token", "١".encode() * 32 + b".1.2"),
    ("days", b"99999\n99999.9\n1999999999999\n" + "١٢٣٤٥".encode()),
    ("days", b"0/0/0\n31/02/2025\n9999-99-99\n" + b"9" * 5_000 + b"%"),
    ("phone", b"CODE\ns.PER1=%D9%A1&s.PER1=1e9&sector=%00"), ("phone", b"%00%ff\n"),
    ("phone", b"CODE\n" + b"&" * 9_000), ("phone", b"CODE\ns.=1&s.\xed\xa0\x80=1"),
)  # fmt: skip


@pytest.mark.parametrize("reader", sorted(READERS))
def test_a_reader_refuses_what_broke_it_once(reader: str) -> None:
    seeds = [(reader, seed) for seed in SEEDS[reader]]
    for name, content in (*seeds, *FOUND):
        if name == reader:
            READERS[name](content)


def test_a_cell_so_far_out_that_all_between_would_burst_the_memory_is_refused(
    tmp_path: Path,
) -> None:
    rows = [
        b'<row r="1048576"><c  r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        b'<row r="1048576"><c\nr="XFD1048576"><v>1</v></c></row>',
        b'<row r="1048576"><c t="a/>" r = "xfd1048576"><v>1</v></c></row>',
        b'<row r="1048576">' + b"<c><v>1</v></c>" * 900 + b"</row>",
    ]
    for row in rows:
        file = tmp_path / "far.xlsx"
        file.write_bytes(packed(
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>' + row
            + b"</sheetData></worksheet>"
        ))  # fmt: skip
        with pytest.raises(Refused, match="Clear what lies beyond the table"):
            sheet.read(file)


# --- pages, by their address ----------------------------------------------------------------------

#: What an address may say, on one page or another.
SAID = (
    "place", "since", "until", "words", "as", "release", "met", "cell", "family", "split", "people",
    "weight", "behaviour", "of", "beside", "block", "page", "kind", "gathering", "step", "bar",
    "clock", "then", "about", "part", "party", "other_party", "when", "code",
)  # fmt: skip


@pytest.mark.parametrize("page", sorted({*PAGES, *DOING}))
def test_an_address_of_any_text_opens_the_page_or_says_one_sentence(
    page: str, house: Store
) -> None:
    texts = [*NASTY[1:2], "\ufffd", *NASTY[4:]]
    first = sorted({*PAGES, *DOING}).index(page)
    said = {name: texts[(place * 5 + first) % len(texts)] for place, name in enumerate(SAID)}
    app = opened(page, **said)
    assert not app.exception, said
    assert app.title or app.error


def test_a_step_of_any_text_hangs_the_first_view_on_the_wall(house: Store) -> None:
    for step in ("9" * 5_000, "²", "-1", "0", "", "١"):
        app = opened("home", gathering=str(GATHERING), step=step, place="aytown")
        assert not app.exception, step


def test_a_file_of_any_name_has_one_that_every_system_takes() -> None:
    for name in (*NASTY, "x" * 300 + ".csv", "🜁" * 99 + ".xlsx", "..", ".", "a/b.csv", "..\\a.csv"):
        safe = uploaded.safe(name)
        assert safe and len(safe.encode()) < 250 and safe not in (".", "..")
        assert not re.search(r"[\\/:*?\"<>|\0]", safe)
    assert uploaded.safe("x" * 300 + ".csv").endswith("x.csv")
