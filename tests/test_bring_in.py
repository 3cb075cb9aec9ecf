"""The files that people hold come in through a mapping: by the page, by the command, or not."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirror import (
    bringing,
    dates,
    intake,
    mapping,
    mapping_form,
    sample,
    sheet,
    store,
    uploaded,
    vocabulary,
    words,
)
from mirror.intake import Report
from mirror.mapping import Mapping
from mirror.scales import Scale
from mirror.store import Refused, Store
from tests import held
from tests.test_pages import opened, said
from tests.test_sheet import BOMBS

DATA = store.ROOT.parent / "shared" / "data"
MAPS = Path(__file__).parent / "maps"
AYTOWN = {"fixed": {"place": "aytown"}}

Seen = tuple[str, str | None, str, float | None, str | None]


@pytest.fixture
def house(empty: Store) -> Store:
    """A house that holds one place, and nothing of it."""
    sample.start_empty(empty)
    empty.write(
        lambda cursor: cursor.execute(
            "INSERT INTO place (code, title, invented) VALUES ('aytown', 'Aytown', 0)"
        )
    )
    return empty


@dataclass(frozen=True)
class Case:
    """A file as people hold it, the answers that a person gives, and what is held of it then."""

    make: Callable[[Path], Path]
    recognised: str
    #: What the suggestion asks about.
    asks: set[str]
    #: (day, part, behaviour, strength, note)
    seen: list[Seen]
    observers: int
    answers: dict[str, Any] = field(default_factory=dict)
    sheet: str = ""
    dropped: tuple[str, ...] = ()
    #: Rows of the file that name no behaviour.
    left_out: int = 0


CASES = {
    "Microsoft, Likert rows": Case(
        held.microsoft_likert, "Microsoft Forms", {"place", "anonymous", "missing"},
        [
            ("2025-03-14", "culture", "PAR3", 2.5, None),
            ("2025-03-14", "culture", "PER1", 10, None),
            ("2025-03-14", "frontline", "PAR3", 5, None),
            ("2025-03-14", "frontline", "PER1", 7.5, "Ring me on [phone]."),
            ("2025-03-14", "frontline", "POW1", 0, None),
            ("2025-04-02", "frontline", "PER1", 7.5, 'Two lines,\r\none "quoted".'),
            ("2025-04-02", "frontline", "POW1", 7.5, None),
        ],
        3, AYTOWN, dropped=("Email", "Name"),
    ),
    "Microsoft, several in a cell": Case(
        held.microsoft_chosen, "Microsoft Forms", {"place", "scale"},
        [
            ("2025-05-01", None, "PAR3", 10, None),
            ("2025-05-01", None, "PER1", 10, "Write to [email]"),
            ("2025-05-02", None, "PER3", 0, None),
        ],
        2, AYTOWN | {"scale": Scale(1, 10)}, dropped=("Name",),
    ),
    "Microsoft, the next month": Case(
        held.microsoft_again, "Microsoft Forms", {"days", "place", "scale"},
        [
            ("2025-06-02", None, "PAR2", 3.33333, "[name] came"),
            ("2025-06-03", None, "PER3", 6.66667, None),
        ],
        2, AYTOWN | {"scale": Scale(1, 10), "days": "month first"}, dropped=("Name",),
    ),
    "Google, a grid": Case(
        held.google_grid, "Google Forms", {"place", "anonymous", "scale"},
        [
            ("2025-03-14", "frontline", "PER1", 10, "See [link] now"),
            ("2025-03-14", "frontline", "POW2", 5, None),
            ("2025-03-14", "frontline", "POW3", 0, None),
            ("2025-03-14", "governance", "PER1", 7.5, None),
            ("2025-03-14", "governance", "POW2", 2.5, None),
            ("2025-03-15", "frontline", "PER1", 0, '=HYPERLINK("x")'),
            ("2025-03-15", "frontline", "POW2", 7.5, None),
            ("2025-03-15", "frontline", "POW3", 10, None),
        ],
        3, AYTOWN | {"scale": Scale(1, 5)},
    ),
    "Google, titles with commas": Case(
        partial(held.google_mixed, last="16/3/2025 18:00"), "Google Forms",
        {"days", "place", "scale", "missing"},
        [
            ("2025-03-14", None, "PER3", 8, None),
            ("2025-03-14", None, "POW1", 8, None),
            ("2025-03-15", None, "PER3", 3, "[postcode] was shut"),
            ("2025-03-16", None, "POW3", None, None),
            ("2025-04-03", None, "POW3", None, None),
        ],
        2, AYTOWN | {"scale": Scale(0, 10), "days": "day first"},
    ),
    "Google, a row an observation": Case(
        held.google_long, "Google Forms", {"values.behaviour"},
        [
            ("2025-03-14", None, "PER3", 8, None),
            ("2025-03-15", None, "PER3", 10, "<b>Bold</b>"),
            ("2025-03-16", None, "PAR1", 0, None),
        ],
        2, {"values": {"behaviour": {"We shared a purpose": "PER3", "Trust": "PAR1"}}},
    ),
    "Kobo, one cell": Case(
        held.kobo_one_cell, "KoboToolbox", {"place", "scale"},
        [
            ("2025-03-14", "frontline", "PAR3", 3, None),
            ("2025-03-14", "frontline", "PER1", 3, "A note; with a separator"),
            ("2025-03-31", "community", "POW2", 7, None),
        ],
        2, AYTOWN | {"scale": Scale(0, 10)},
    ),
    "Kobo, a column each": Case(
        held.kobo_columns, "KoboToolbox", {"place", "scale", "missing"},
        [
            ("2025-03-14", "frontline", "PER1", 4, None),
            ("2025-03-14", "frontline", "POW2", 4, None),
            ("2025-03-16", "culture", "PAR3", None, None),
        ],
        2, AYTOWN | {"scale": Scale(0, 10), "missing": ()}, left_out=1,
    ),
    "Kobo, both": Case(
        held.kobo_both, "KoboToolbox", {"place"},
        [
            ("2025-03-14", None, "PAR3", 7.5, None),
            ("2025-03-14", None, "PER1", 7.5, "NHS number [NHS number], please"),
            ("2025-03-15", None, "PAR3", 0, None),
        ],
        2, AYTOWN,
    ),
    "a sheet, one-hot": Case(
        held.sheet_one_hot, "a table", {"place", "scale", "missing"},
        [
            ("2024-12-31", None, "PER3", 2, None),
            ("2025-03-14", None, "PER1", 7, "Well said"),
            ("2025-03-14", None, "POW3", 7, None),
            ("2025-03-15", None, "PER3", None, None),
        ],
        2, AYTOWN | {"scale": Scale(0, 10)}, sheet="Data ", left_out=1,
    ),
    "a sheet of words, Windows-1252": Case(
        partial(held.sheet_of_words, second="15/03/2025"), "a table",
        {"days", "place", "missing"},
        [
            ("2025-03-14", None, "PER1", 7.5, "The café’s “open hour” – a start"),
            ("2025-03-15", None, "PER3", 0, None),
            ("2025-03-20", None, "POW3", None, "£5"),
            ("2025-05-04", None, "PER3", 5, None),
        ],
        2,
        AYTOWN | {
            "days": "day first",
            "columns": {
                "observed_on": "Date", "observer": "Who", "behaviour": "Behaviour",
                "strength": "Score", "note": "Comment",
            },
        },
    ),
    **{
        f"a wide sheet, {encoding}": Case(
            partial(held.sheet_wide, encoding=encoding, separator=separator), "a table",
            {"days", "scale", "missing"},
            [
                ("2025-03-14", None, "PAR3", 0, None),
                ("2025-03-14", None, "PER1", 10, None),
                ("2025-03-15", None, "PER1", 5, None),
                ("2025-03-16", None, "PAR3", 6.66667, None),
                ("2025-03-16", None, "PER1", 1.66667, None),
                ("2025-03-16", None, "PER3", 8.33333, None),
            ],
            2, {"days": "Excel serial", "scale": Scale(1, 7)},
        )
        for encoding, separator in (("utf-16", "\t"), ("utf-8-sig", "|"))
    },
}  # fmt: skip
each_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def offered(house: Store, path: Path, name: str = "") -> bringing.Offer:
    sheets = sheet.read(path)
    return bringing.offer(house, next((s for s in sheets if s.name == name), sheets[0]))


def answered(house: Store, path: Path, case: Case) -> Mapping:
    """The mapping that is suggested, with a person's answers."""
    suggestion = offered(house, path, case.sheet).suggestion
    assert suggestion is not None
    return replace(suggestion.mapping, **case.answers)


def brought(house: Store, path: Path, **answers: Any) -> Report:
    """What became of a file whose first sheet is answered for like this."""
    return bringing.bring_in(house, path, answered(house, path, Case(
        held.google_grid, "", set(), [], 0, answers)))  # fmt: skip


def kept(house: Store) -> list[Seen]:
    answer = house.ask(
        "SELECT CAST(observed_on AS VARCHAR) AS day, part, behaviour, strength, note "
        "FROM observation ORDER BY ALL NULLS FIRST"
    ).astype(object)
    return list(answer.where(answer.notna(), None).itertuples(index=False, name=None))


def state(house: Store) -> dict[str, tuple[int, int]]:
    """How much every table holds, and a fingerprint of it; the key of pseudonyms apart."""
    names = house.ask("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").table_name
    each = "SELECT '{0}' AS n, count(*) AS c, coalesce(bit_xor(hash(t)), 0) AS mark FROM {0} AS t"
    answer = house.ask(" UNION ALL ".join(each.format(name) for name in names if name != "secret"))
    return {row.n: (row.c, row.mark) for row in answer.itertuples(index=False)}


def refusal(house: Store, path: Path, used: Mapping | None = None) -> str:
    """The sentence that refuses a file; nothing has changed."""
    before = state(house)
    with pytest.raises(Refused) as refused:
        bringing.bring_in(house, path, used, add=intake.GROWABLE)
    assert state(house) == before
    assert str(refused.value).endswith(".") and "\n" not in str(refused.value)
    return str(refused.value)


# --- what people already hold -------------------------------------------------------------------


@each_case
def test_a_file_comes_in_with_what_is_suggested_and_what_a_person_answers(
    case: Case, house: Store, tmp_path: Path
) -> None:
    path = case.make(tmp_path)
    suggestion = offered(house, path, case.sheet).suggestion
    assert suggestion is not None
    assert suggestion.recognised == case.recognised
    assert {question.about for question in suggestion.questions} == case.asks
    assert suggestion.dropped == case.dropped
    report = bringing.bring_in(house, path, answered(house, path, case))
    assert [str(cell) for cell in report.refused] == []
    assert report.added == report.rows == len(case.seen)
    assert kept(house) == sorted(case.seen, key=lambda row: [cell or "" for cell in row[:3]])
    told = house.ask("SELECT DISTINCT place, observer FROM observation")
    assert set(told.place) == {"aytown"}
    assert len(told) == case.observers


@each_case
def test_by_a_kept_mapping_a_check_keeps_nothing_and_a_second_time_adds_nothing(
    case: Case, house: Store, tmp_path: Path
) -> None:
    path, kept_as = case.make(tmp_path), tmp_path / "maps" / "kept.toml"
    used = answered(house, path, case)
    mapping.save(used, kept_as)
    loaded = mapping.load(kept_as)
    assert loaded == used
    before = state(house)
    assert bringing.bring_in(house, path, loaded, dry_run=True).added == len(case.seen)
    assert state(house) == before
    assert bringing.bring_in(house, path, loaded).added == len(case.seen)
    first = {name: marks for name, marks in state(house).items() if name != "change"}
    again = bringing.bring_in(house, path, loaded)
    assert (again.added, again.already_held) == (0, len(case.seen))
    assert {name: marks for name, marks in state(house).items() if name != "change"} == first


@each_case
def test_every_row_of_a_file_comes_in_is_refused_or_is_left_out_and_counted(
    case: Case, house: Store, tmp_path: Path
) -> None:
    path = case.make(tmp_path)
    used = answered(house, path, case)
    chosen = next(one for one in sheet.read(path) if one.name == case.sheet or not case.sheet)
    in_the_file = len(list(sheet.table(chosen, used.header)[1]))
    report = bringing.bring_in(house, path, used, dry_run=True)
    assert report.left_out == case.left_out
    assert report.read == report.lines + report.left_out == in_the_file
    # With a scale that nothing fits, what was accepted is refused, and still adds up.
    wrong = replace(used, scale=Scale(100, 101), missing=())
    report = bringing.bring_in(house, path, wrong, dry_run=True)
    assert report.read == report.lines + report.left_out == in_the_file
    assert 0 < report.refused_lines <= report.lines
    assert report.refused_lines == len({cell.line for cell in report.refused})


def test_a_row_that_names_no_behaviour_is_counted_in_a_long_table_of_several_answers_too(
    house: Store, tmp_path: Path
) -> None:
    path = held.text(
        tmp_path / "f.csv", "Date,Behaviour", "2025-03-14,PER1;PAR3", "2025-03-14,",
        "2025-03-15,PER1", "2025-03-16,;",
    )  # fmt: skip
    report = bringing.bring_in(house, path, replace(GOOD, parted_by=";", columns={
        "observed_on": "Date", "behaviour": "Behaviour"}))  # fmt: skip
    assert (report.rows, report.lines, report.left_out, report.added) == (3, 2, 2, 3)


@pytest.mark.parametrize(
    ("make", "line", "value"),
    [(held.sheet_of_words, 3, "03/15/2025"), (held.google_mixed, 5, "3/16/2025 18:00:00")],
)
def test_days_of_both_orders_are_asked_and_what_then_cannot_be_read_is_refused_by_its_line(
    make: Callable[[Path], Path], line: int, value: str, house: Store, tmp_path: Path
) -> None:
    path = make(tmp_path)
    suggestion = offered(house, path).suggestion
    assert suggestion is not None and suggestion.mapping.days is None
    [asked] = [question.asked for question in suggestion.questions if question.about == "days"]
    assert "1 day first" in asked and "1 month first" in asked and "1 either way" in asked
    assert "Say first how they are written" in refusal(house, path, suggestion.mapping)
    before = state(house)
    report = brought(house, path, **AYTOWN, days="day first", scale=Scale(0, 100))
    days = [cell for cell in report.refused if cell.column == "observed_on"]
    assert [(cell.line, cell.value) for cell in days] == [(line, value)]
    assert report.added == 0 and state(house) == before


def test_the_sheets_of_a_workbook_are_told_apart_by_name(house: Store, tmp_path: Path) -> None:
    path = held.sheet_one_hot(tmp_path)
    assert [one.name for one in sheet.read(path)] == ["Read me", "Data ", "Lists"]
    assert refusal(house, path, Mapping(sheet="Dates")) == (
        "There is no sheet “Dates”. There are: Read me, Data , Lists."
    )


# --- privacy ------------------------------------------------------------------------------------


def test_one_person_has_one_pseudonym_across_files_of_a_place_and_no_name(
    house: Store, tmp_path: Path
) -> None:
    for name in ("Microsoft, several in a cell", "Microsoft, the next month"):
        path = CASES[name].make(tmp_path)
        bringing.bring_in(house, path, answered(house, path, CASES[name]))
    whose = house.ask("SELECT observer, behaviour FROM observation WHERE strength > 0 ORDER BY ALL")
    ann = set(whose[whose.behaviour.isin(["PER1", "PAR3", "PAR2"])].observer)
    assert len(ann) == 1 and ann.pop().startswith("P-")
    assert len(house.ask("FROM observer")) == 3


def scored_by(folder: Path, day: str, *people: str, place: str = "") -> Path:
    """A table in which each of these people says something on a day."""
    column, cell = (",Place", f",{place}") if place else ("", "")
    rows = [f"{day},PER1,{who},{n % 10}{cell}" for n, who in enumerate(people)]
    return held.text(folder / f"{day}.csv", f"Date,Behaviour,Participant,Score{column}", *rows)


def observers(house: Store) -> list[str]:
    return list(house.ask("SELECT DISTINCT observer FROM observation ORDER BY ALL").observer)


def test_people_who_return_are_known_though_somebody_beside_them_is_not_named(
    house: Store, tmp_path: Path
) -> None:
    codes = [f"H-0{n}" for n in range(1, 9)]
    brought(house, scored_by(tmp_path, "2025-03-01", *codes), **AYTOWN, scale=Scale(0, 10))
    again = scored_by(tmp_path, "2025-06-01", *map(str.lower, codes), "anonymous")
    assert brought(house, again, **AYTOWN, scale=Scale(0, 10)).added == 9
    assert observers(house) == [*codes, "unnamed"]
    named = scored_by(tmp_path, "2025-09-01", *codes, "Ann Example")
    assert brought(house, named, **AYTOWN, scale=Scale(0, 10)).added == 9
    assert len(observers(house)) == 10 and set(codes) < set(observers(house))
    for path in (again, named):
        assert brought(house, path, **AYTOWN, scale=Scale(0, 10)).added == 0


def test_a_row_comes_in_once_whether_its_place_stands_in_a_column_or_is_chosen(
    house: Store, tmp_path: Path
) -> None:
    house.write(
        lambda cursor: cursor.execute(
            "INSERT INTO place (code, title, invented) VALUES ('bee-and-sea', 'Bee & Sea', 0)"
        )
    )
    ann = "Ann Example"
    path = scored_by(tmp_path, "2025-03-01", ann, place="Bee & Sea")
    assert brought(house, path, scale=Scale(0, 10)).added == 1
    chosen = {"fixed": {"place": "bee-and-sea"}, "scale": Scale(0, 10)}
    assert brought(house, scored_by(tmp_path, "2025-03-01", ann), **chosen).added == 0
    assert brought(house, scored_by(tmp_path, "2025-03-01", "ann  example"), **chosen).added == 0
    assert len(observers(house)) == 1


def test_nothing_that_says_who_somebody_is_reaches_the_file(house: Store, tmp_path: Path) -> None:
    for case in CASES.values():
        path = case.make(tmp_path)
        bringing.bring_in(house, path, answered(house, path, case))
    assert len(kept(house)) > 30
    house.close()
    written = b"".join(one.read_bytes() for one in tmp_path.glob("mirror.duckdb*")).lower()
    assert b"the room" in written, "what is held can be found like this"
    for name in (
        "ann.example", "ann example", "bob@", "bob", "dee@", "here.example", "fay@", "cy@nhs",
        "jane doe", "07700", "943 476", "sw1a", held.UUID, "noël", "zoë",
    ):  # fmt: skip
        assert name.encode() not in written, name


def test_a_note_in_which_a_name_may_still_stand_is_pointed_out(
    house: Store, tmp_path: Path
) -> None:
    path = held.text(
        tmp_path / "f.csv", "Date,Behaviour,Note", "2025-03-14,PER1,we heard Ann say it",
        "2025-03-14,PER1,Somebody said it", "2025-03-14,PER1,Mrs Ann Example wrote to a@b.example",
    )  # fmt: skip
    offer = offered(house, path)
    assert offer.suggestion is not None
    looked_at = bringing.to_be_looked_at(offer.sheet, offer.suggestion.mapping)
    assert looked_at == [(2, "we heard Ann say it")]


def test_of_very_many_notes_the_first_are_pointed_out(house: Store, tmp_path: Path) -> None:
    notes = ["2025-03-14,PER1,we heard Ann say it"] * (bringing.MOST_NOTES + 5)
    offer = offered(house, held.text(tmp_path / "f.csv", "Date,Behaviour,Note", *notes))
    assert offer.suggestion is not None
    looked_at = bringing.to_be_looked_at(offer.sheet, offer.suggestion.mapping)
    assert [line for line, _ in looked_at] == [*range(2, bringing.MOST_NOTES + 2)]


# --- bad input ----------------------------------------------------------------------------------

GOOD = Mapping(
    columns={"observed_on": "Date", "behaviour": "Behaviour", "strength": "Score", "note": "Note"},
    fixed={"place": "aytown"},
)


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ("2025-03-14,PER1,11,", "strength", "“11 (on a scale from 0 to 10)”"),
        ("2025-03-14,PER1,-1,", "strength", "“-1 (on a scale from 0 to 10)”"),
        ("2025-03-14,PER1,seven,", "strength", "“seven”"),
        ("2025-03-14,PER1,=1+1,", "strength", "“=1+1 (on a scale from 0 to 10)”"),
        ("2025-03-14,PER1,nan,", "strength", "“nan”"),
        ("2025-02-31,PER1,5,", "observed_on", "“2025-02-31” is not a date"),
        ("31/02/2025,PER1,5,", "observed_on", "“31/02/2025” is not a date"),
        (f"{date.today() + timedelta(365)},PER1,5,", "observed_on", "is in the future"),
        (",PER1,5,", "observed_on", "a date is needed"),
        ("2025-03-14,Zeal,5,", "behaviour", "“Zeal” is not a behaviour held here"),
        ("2025-03-14,,5,", "behaviour", "a behaviour is needed"),
    ],
)
def test_a_cell_that_cannot_be_taken_in_is_refused_by_its_line_and_nothing_is_kept(
    cells: str, column: str, reason: str, house: Store, tmp_path: Path
) -> None:
    path = held.text(tmp_path / "f.csv", "Date,Behaviour,Score,Note", "2025-03-14,PER1,5,", cells)
    before = state(house)
    report = bringing.bring_in(house, path, GOOD)
    [cell] = report.refused
    assert (cell.line, cell.column) == (3, column)
    assert str(cell).startswith(f"Line 3, {column}: ") and reason in str(cell)
    assert state(house) == before


def test_script_tags_and_formulas_are_kept_as_the_text_that_they_are(
    house: Store, tmp_path: Path
) -> None:
    typed = ["<script>alert(1)</script>", "=1+1", "@SUM(A1)", "-x", "=cmd|' /C calc'!A0"]
    rows = [f"2025-03-14,PER1,5,{note}" for note in typed]
    path = held.text(tmp_path / "f.csv", "Date,Behaviour,Score,Note", *rows)
    assert bringing.bring_in(house, path, GOOD).added == 5
    assert {note for *_, note in kept(house)} == {
        "[handle](A1)" if note == "@SUM(A1)" else note for note in typed
    }


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "f.csv is empty."),
        (b"one\ntwo\n", "f.csv is not an interchange file."),
        (b"Date,Behaviour\n2025-03-14,PER1\n", "f.csv is not an interchange file."),
        (b"MZ" + bytes(99), "f.csv is not a table."),
        (b"observed_on,place,behaviour\n2025-03-14,aytown\n", "f.csv, line 2: 2 cells"),
    ],
)
def test_a_file_without_a_mapping_that_needs_one_is_refused(
    content: bytes, sentence: str, house: Store, tmp_path: Path
) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    assert refusal(house, path).startswith(sentence)


@pytest.mark.parametrize(
    "content", [b"", b"Date\n2025-03-14\n", b"MZ" + bytes(99), b"PK\x03\x04", b"a,b\n1,\x00\n"]
)
def test_a_file_that_its_mapping_does_not_fit_is_refused(
    content: bytes, house: Store, tmp_path: Path
) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    refusal(house, path, GOOD)


def bytes_of(content: bytes, name: str = "f.csv") -> Callable[[Path], Path]:
    """What writes a file of these bytes into a folder."""

    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def cut_short(folder: Path) -> Path:
    whole = held.sheet_one_hot(folder)
    (folder / "cut.xlsx").write_bytes(whole.read_bytes()[:-2000])
    return folder / "cut.xlsx"


def renamed(name: str) -> Callable[[Path], Path]:
    """What makes a file of our own under another name."""

    def make(folder: Path) -> Path:
        store.open_store(folder / "other.duckdb").close()
        return (folder / "other.duckdb").rename(folder / name)

    return make


ROWS = b"observed_on,place,behaviour,note\n" + b"2025-03-14,aytown,PER1,so\n" * 100
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(5000)
ANEW = "Save it anew as "
#: Each kind of bad file, and the sentence that refuses it: what is wrong, where, and the remedy.
BAD_FILES = {
    "empty": (bytes_of(b""), "f.csv is empty. Choose a file with a header row and some rows."),
    "empty workbook": (bytes_of(b"", "f.xlsx"), "f.xlsx is empty. Choose a file with a header"),
    "empty lines": (bytes_of(b"\n,,\n \n"), "f.csv holds no rows. Choose a file with a header"),
    "a cell of 10 MB": (
        bytes_of(ROWS + b"2025-03-14,aytown,PER1," + b"x" * 10_000_000 + b"\n"),
        "f.csv, line 102: a cell is longer than 1,000,000 characters; shorten it.",
    ),
    "5,000 columns": (
        bytes_of(ROWS + b"," * 4999 + b"\n" + b"1," * 4999 + b"1\n"),
        "f.csv, line 102: 5,000 columns. At most 1,000 are read.",
    ),
    "a zip bomb": BOMBS["zip bomb"],
    "a billion laughs": BOMBS["billion laughs"],
    "a workbook cut short": (cut_short, "cut.xlsx is damaged or locked. Open it in Excel and save"),
    "a .duckdb renamed .csv": (renamed("f.csv"), "f.csv is not a table. Bring a CSV file or an"),
    "a .duckdb renamed .xlsx": (renamed("f.xlsx"), "f.xlsx is not a whole workbook. Open it in"),
    "an .exe renamed .csv": (bytes_of(PROGRAM), "f.csv is not a table. Bring a CSV file or an"),
    "an .exe renamed .xlsx": (bytes_of(PROGRAM, "f.xlsx"), "f.xlsx is not a whole workbook. Open"),
    "mixed encodings": (
        bytes_of(ROWS + "2025-03-14,aytown,PER1,é\n".encode() + b"2025-03-14,aytown,PER1,\xe9\n"),
        f"f.csv mixes encodings. {ANEW}“CSV UTF-8”.",
    ),
    "NUL bytes": (
        bytes_of(ROWS * 2 + b"2025-03-14,aytown,PER1,\0\n"), f"f.csv holds NUL bytes. {ANEW}CSV."
    ),
    "a quotation mark": (
        bytes_of(ROWS + b'2025-03-14,aytown,"PER1,so\n' + ROWS),
        "f.csv, line 102: a quotation mark is opened and not closed, or stands inside a cell; "
        "mend that line.",
    ),
    "a short line": (
        bytes_of(ROWS + b"2025-03-14,aytown\n"),
        "f.csv, line 102: 2 cells where the header has 4. Mend that line.",
    ),
}  # fmt: skip
each_bad_file = pytest.mark.parametrize("kind", BAD_FILES)


@each_bad_file
def test_a_bad_file_is_refused_in_a_sentence_that_says_where_and_the_remedy(
    kind: str, house: Store, tmp_path: Path
) -> None:
    make, sentence = BAD_FILES[kind]
    assert refusal(house, make(tmp_path)).startswith(sentence)


@each_bad_file
def test_a_bad_file_is_refused_through_a_mapping_too(
    kind: str, house: Store, tmp_path: Path
) -> None:
    make, sentence = BAD_FILES[kind]
    used = Mapping(columns={"observed_on": "observed_on", "place": "place", "note": "note",
                            "behaviour": "behaviour"})  # fmt: skip
    if kind == "a short line":
        assert bringing.bring_in(house, make(tmp_path), used).refused[0].line == 102
    else:
        assert refusal(house, make(tmp_path), used).startswith(sentence)


@each_bad_file
def test_the_page_refuses_a_bad_file_in_the_same_sentence(
    kind: str, house: Store, tmp_path: Path
) -> None:
    make, sentence = BAD_FILES[kind]
    before = state(house)
    app = brought_to_page(make(tmp_path))
    if not app.error:
        app = pressed(app, "Bring it in")
    assert not app.exception
    [fault] = app.error
    assert words.plain(fault.value).startswith(sentence)
    assert not app.get("progress"), "the bar goes though the reading ended early"
    assert state(house) == before


def test_one_column_alone_is_asked_about_and_says_nothing(house: Store, tmp_path: Path) -> None:
    path = held.text(tmp_path / "f.csv", "Thoughts", "so", "well")
    suggestion = offered(house, path).suggestion
    assert suggestion is not None
    asked = {question.about for question in suggestion.questions}
    assert asked >= {"observed_on", "place", "behaviour"}
    app = pressed(brought_to_page(path), "Bring it in")
    assert not app.exception
    assert "Line 2, behaviour: a behaviour is needed." in told(app)
    assert "Line 3, observed_on: a date is needed." in told(app)
    assert kept(house) == []


def test_a_header_without_rows_brings_in_nothing(house: Store, tmp_path: Path) -> None:
    for header, used in (("Date,Behaviour,Score,Note", GOOD), (",".join(intake.COLUMNS), None)):
        path = held.text(tmp_path / "f.csv", header)
        before = state(house)
        try:
            report = bringing.bring_in(house, path, used)
            assert (report.rows, report.added) == (0, 0)
        except Refused as refused:
            assert "no rows" in str(refused)
        assert state(house) == before


def test_an_interchange_file_comes_in_whatever_its_make(house: Store, tmp_path: Path) -> None:
    header = ["Observed_On", "place", "Behaviour", "strength"]
    row = ["2025-03-14", "Aytown", "PER1", "7"]
    paths = [
        held.workbook(tmp_path / "f.xlsx", {"S": [header, [date(2025, 3, 14), *row[1:3], 7]]}),
        held.text(tmp_path / "f.csv", ";".join(header), ";".join(row), encoding="utf-16"),
        held.text(tmp_path / "g.csv", "\t".join(header), "\t".join(row), encoding="cp1252"),
    ]
    for path in paths:
        assert offered(house, path).suggestion is None
        assert bringing.bring_in(house, path).rows == 1
    assert kept(house) == [("2025-03-14", None, "PER1", 7, None)]


# --- how far it is ------------------------------------------------------------------------------

LONG = ["2025-03-14,aytown,PER1,"] * 60_000


@pytest.mark.parametrize(
    "first",
    ["2025-03-14,aytown,PER1,so", '2025-03-14,"aytown",PER1,so', '2025-03-14,aytown,PER1,5" wide'],
    ids=["plain", "quoted", "row by row"],
)
@pytest.mark.parametrize("used", [None, Mapping(columns={
    "observed_on": "observed_on", "place": "place", "behaviour": "behaviour"})],
    ids=["interchange", "mapped"],
)  # fmt: skip
def test_whoever_waits_for_a_long_file_is_told_how_far_the_reading_is(
    used: Mapping | None, first: str, house: Store, tmp_path: Path
) -> None:
    path = held.text(tmp_path / "f.csv", "observed_on,place,behaviour,note", first, *LONG)
    heard: list[tuple[int, float]] = []
    report = bringing.bring_in(
        house, path, used, dry_run=True, told=lambda rows, share: heard.append((rows, share))
    )
    assert report.rows >= 60_000 and not report.refused
    assert len(heard) > 1
    assert heard == sorted(heard)
    assert all(rows <= 60_001 and 0 < share <= 1 for rows, share in heard)
    assert heard[-1][0] > 50_000 and heard[-1][1] > 0.8


def test_a_workbook_too_tells_how_far_the_reading_is(house: Store, tmp_path: Path) -> None:
    rows = [["Date", "Behaviour"], *[["2025-03-14", "PER1"]] * (2 * bringing.A_WHILE)]
    path = held.workbook(tmp_path / "f.xlsx", {"S": rows})
    heard: list[tuple[int, float]] = []
    used = replace(GOOD, columns={"observed_on": "Date", "behaviour": "Behaviour"})
    bringing.bring_in(house, path, used, told=lambda rows, share: heard.append((rows, share)))
    assert [rows for rows, _ in heard] == [bringing.A_WHILE, 2 * bringing.A_WHILE]
    assert heard[0][1] == pytest.approx(0.5, abs=0.01) and heard[1][1] == 1


@pytest.mark.parametrize("used", [None, Mapping(columns={
    "observed_on": "observed_on", "place": "place", "behaviour": "behaviour"})],
    ids=["interchange", "mapped"],
)  # fmt: skip
def test_whoever_leaves_while_a_file_is_read_leaves_nothing_of_it(
    used: Mapping | None, house: Store, tmp_path: Path
) -> None:
    class Left(BaseException):
        pass

    def leave(rows: int, share: float) -> None:
        raise Left

    path = held.text(tmp_path / "f.csv", "observed_on,place,behaviour,note", *LONG)
    before = state(house)
    with pytest.raises(Left):
        bringing.bring_in(house, path, used, told=leave)
    assert state(house) == before
    assert bringing.bring_in(house, path, used).added == 60_000


# --- whatever the bytes -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A house for many examples, each of which is taken out again."""
    home = store.open_store(tmp_path_factory.mktemp("lasting") / "mirror.duckdb")
    vocabulary.bring_up_to_date(home)
    home.write(
        lambda cursor: cursor.execute(
            "INSERT INTO place (code, title, invented) VALUES ('aytown', 'Aytown', 0)"
        )
    )
    yield home
    home.close()


cells = (
    st.sampled_from(
        ["2025-03-14", "14/03/2025", "3/14/25", "PER1", "We see the whole", "PER1;PAR3", "7", "11",
         "0", "1", "agree", "", "NA", "9", "Aytown", "aytown", "Ann", "a@b.example", '"', "é", "="]
    )
    | st.text("ab 1;é\u00a0\"'", max_size=5)
)  # fmt: skip
headers = st.sampled_from(
    ["Date", "Place", "Behaviour", "Score", "Note", "PER1", "We share a purpose", "Email", "Name",
     "observed_on", "place", "behaviour", "Timestamp", "", "x"]
)  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Something like a table, in some encoding, or nothing of the kind."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    if draw(st.integers(0, 2)) == 0:
        top = ["Date", "Place", "Behaviour", "Score", "Email", "Note"]
    else:
        top = draw(st.lists(headers, min_size=1, max_size=7))
    tame = st.tuples(
        st.sampled_from(["2025-03-14", "2025-03-15"]), st.sampled_from(["Aytown", "Beeville"]),
        st.sampled_from(["PER1", "We share a purpose", "Zeal"]), st.sampled_from(["1", "5", ""]),
        st.sampled_from(["a@b.example", "c@d.example", ""]), cells,
    ).map(list)  # fmt: skip
    wild = st.lists(cells, min_size=1, max_size=7)
    rows = draw(st.lists(tame if draw(st.booleans()) else wild, max_size=6))
    mark = draw(st.sampled_from(",;\t|"))
    text = "\n".join(mark.join(row) for row in [top, *rows])
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"])), "replace")


@given(content=files(), days=st.sampled_from(dates.ORDERS), grow=st.booleans())
@settings(max_examples=60, deadline=None)
def test_whatever_the_bytes_all_is_kept_once_or_nothing_has_changed(
    content: bytes, days: dates.Order, grow: bool, lasting: Store
) -> None:
    path = lasting.path.with_name("anything.csv")
    path.write_bytes(content)
    before = state(lasting)
    used: Mapping | None = None
    try:
        offer = offered(lasting, path)
        if offer.suggestion is not None:
            used = replace(
                offer.suggestion.mapping,
                days=offer.suggestion.mapping.days or days,
                fixed={"place": "aytown"},
            )
        report = bringing.bring_in(
            lasting, path, used, add=intake.GROWABLE if grow else ()
        )  # fmt: skip
    except Refused:
        assert state(lasting) == before
        return
    if report.refused or not report.rows:
        after = state(lasting)
        assert {k: v for k, v in after.items() if k != "change"} == {
            k: v for k, v in before.items() if k != "change"
        }
        assert report.added == 0
        return
    assert report.added == report.rows == len(lasting.ask("FROM observation"))
    assert once(lasting) == meant(lasting, offer, used)
    again = bringing.bring_in(lasting, path, used)
    assert (again.added, again.already_held) == (0, report.rows)
    lasting.write(forget)


def once(house: Store) -> Counter[tuple[Any, ...]]:
    answer = house.ask(
        "SELECT CAST(observed_on AS VARCHAR), round(coalesce(strength, -1), 4), coalesce(note, '')"
        " FROM observation"
    )
    return Counter(answer.itertuples(index=False, name=None))


def meant(house: Store, offer: bringing.Offer, used: Mapping | None) -> Counter[tuple[Any, ...]]:
    """What the rows of a sheet say, read as the mapping reads them."""
    names, below = sheet.table(offer.sheet, offer.header)
    if used is None:
        lower = [name.casefold() for name in names]
        said = [dict(zip(lower, row, strict=True)) for _, row in below]
    else:
        mapped = mapping.apply(used, names, below, bytes(32))
        said = [dict(zip(intake.COLUMNS, row, strict=True)) for _, row in mapped]
    return Counter(
        (
            row["observed_on"].strip(),
            round(float(row.get("strength") or -1), 4),
            row.get("note", "").strip(intake.SPACE),
        )
        for row in said
    )


def forget(cursor: store.Cursor) -> None:
    for table in ("observation", "observer", "batch", "change"):
        cursor.execute(f"DELETE FROM {table}")


# --- the command --------------------------------------------------------------------------------


def command(data: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command, run as people run it."""
    done = subprocess.run(
        [sys.executable, "-m", "mirror", "import", *map(str, arguments)],
        cwd=store.ROOT, env=os.environ | {"MIRROR_DATA": str(data), "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr
    return done


def test_a_mapping_is_suggested_answered_in_its_file_and_used(tmp_path: Path) -> None:
    data, kept_as = tmp_path / "data" / "mirror.duckdb", tmp_path / "forms.toml"
    path = held.microsoft_again(tmp_path)
    done = command(data, path, "--suggest", kept_as)
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout.startswith(f"{path.name} looks like Microsoft Forms.")
    for told in ("To answer there, days: ", "To answer there, place: ", "scale: ",
                 "The column “Name” looks personal and is left out."):  # fmt: skip
        assert told in done.stdout
    unanswered = command(data, path, "--map", kept_as)
    assert (unanswered.returncode, unanswered.stdout) == (1, "")
    assert "Say first how they are written" in unanswered.stderr
    text = kept_as.read_text(encoding="utf-8")
    assert 'days = "to be said"' in text
    text = text.replace('days = "to be said"', 'days = "month first"')
    kept_as.write_text(text.replace("[fixed]", '[fixed]\nplace = "Aytown"'), encoding="utf-8")
    dry = command(data, path, "--map", kept_as, "--add", "place", "--dry-run")
    assert "2 rows read. 2 would be added, 0 held already." in dry.stdout
    done = command(data, path, "--map", kept_as, "--add", "place")
    assert done.stdout.endswith("2 rows read. 2 added, 0 held already.\n")
    again = command(data, path, "--map", kept_as)
    assert again.stdout.endswith("2 rows read. 0 added, 2 held already.\n")


def test_the_sheet_that_holds_a_table_is_the_one_that_is_suggested_for(tmp_path: Path) -> None:
    path, kept_as = held.sheet_one_hot(tmp_path), tmp_path / "m.toml"
    done = command(tmp_path / "mirror.duckdb", path, "--suggest", kept_as)
    assert done.returncode == 0
    assert mapping.load(kept_as).sheet == "Data "


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("not TOML", "m.toml is not a mapping: it is not TOML."),
        ("header = 'x'", "m.toml is not a mapping: it has “header”, which means nothing here."),
        ("[columns]\nnote = 'Gone'", "The file has no column “Gone”, which the mapping names."),
    ],
)
def test_a_mapping_that_is_none_or_does_not_fit_is_refused_in_one_sentence(
    text: str, sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    path = held.google_grid(tmp_path)
    done = command(tmp_path / "mirror.duckdb", path, "--map", tmp_path / "m.toml")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{sentence}\n")


def test_scores_whose_columns_were_named_in_the_file_come_in_once_their_scale_is_said(
    tmp_path: Path,
) -> None:
    data, kept_as = tmp_path / "mirror.duckdb", tmp_path / "m.toml"
    path = held.text(tmp_path / "f.csv", "Date,Place,Depth", "2025-03-14,Aytown,5")
    command(data, path, "--suggest", kept_as)
    text = kept_as.read_text(encoding="utf-8")
    assert 'scale = "to be said"' in text
    text = text.replace("[behaviours]", '[behaviours]\nDepth = "PAR1"')
    kept_as.write_text(text, encoding="utf-8")
    done = command(data, path, "--map", kept_as, "--add", "place")
    assert done.returncode == 1 and done.stderr.startswith("Nobody has said on which scale")
    text = text.replace('scale = "to be said"', "scale = {low = 1, high = 5}")
    kept_as.write_text(text, encoding="utf-8")
    assert command(data, path, "--map", kept_as, "--add", "place").returncode == 0
    held_here = store.open_store(data)
    try:
        assert held_here.ask("SELECT strength FROM observation").strength.tolist() == [10]
    finally:
        held_here.close()


def test_the_day_of_a_file_is_given_beside_its_mapping_or_is_said_where_the_mapping_has_it(
    tmp_path: Path,
) -> None:
    data, kept_as, path = tmp_path / "mirror.duckdb", tmp_path / "m.toml", wave(tmp_path, "f.csv")
    suggested = command(data, path, "--suggest", kept_as)
    assert "To answer there, observed_on: " in suggested.stdout and "--day" in suggested.stdout
    used = replace(mapping.load(kept_as), fixed={"place": "Aytown"})
    mapping.save(used, kept_as)
    by_map = (data, path, "--add", "place", "--map", kept_as)
    assert "a date is needed" in command(*by_map).stderr
    first = command(*by_map, "--day", "2025-03-01")
    assert first.stdout.endswith("2 rows read. 2 added, 0 held already.\n")
    mapping.save(replace(used, fixed=used.fixed | {"observed_on": "2025-03-01"}), kept_as)
    again = command(*by_map)
    assert again.stdout.startswith("m.toml says that all of it was noticed on 2025-03-01.\n")
    assert again.stdout.endswith("2 rows read. 0 added, 2 held already.\n")
    later = command(*by_map, "--day", "2026-03-01")
    assert later.stdout == "2 rows read. 2 added, 0 held already.\n"
    mapping.save(replace(used, columns=used.columns | {"observed_on": "Note"}), kept_as)
    refused = command(*by_map, "--day", "2026-03-01")
    assert refused.stderr == "m.toml names a column that says the days. Leave out --day.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--day", "1/3/2025", "--map", "m.toml"), "write a day such as 2026-03-31."),
        (("--day", "2025-03-01"), "a file without a mapping says its days itself"),
    ],
)
def test_a_day_that_is_none_or_has_no_use_is_not_understood(
    arguments: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    done = command(tmp_path / "mirror.duckdb", wave(tmp_path, "f.csv"), *arguments)
    assert done.returncode == 2 and sentence in done.stderr


# --- the page -----------------------------------------------------------------------------------


def brought_to_page(path: Path) -> Any:
    """The page with this file chosen."""
    app = opened("bring_in")
    app.file_uploader[0].set_value((path.name, path.read_bytes(), "text/csv"))
    return app.run()


def labelled(widgets: Any, label: str) -> Any:
    """The one widget whose label begins like this."""
    [widget] = [widget for widget in widgets if widget.label.startswith(label)]
    return widget


def pressed(app: Any, label: str) -> Any:
    return labelled(app.button, label).click().run()


def told(app: Any) -> str:
    return said(app) + "\n" + "\n".join(part.value for part in app.success)


def test_the_page_checks_and_keeps_nothing_then_brings_in_and_keeps(
    house: Store, tmp_path: Path
) -> None:
    app = brought_to_page(held.microsoft_likert(tmp_path))
    assert not app.exception
    assert "This looks like Microsoft Forms." in told(app)
    assert "The column “Email” looks personal and is left out." in told(app)
    before = state(house)
    app = pressed(app, "Check it")
    assert "7 rows would come in, 0 held already." in told(app)
    assert state(house) == before
    app = pressed(app, "Bring it in")
    assert not app.exception and not app.error
    assert "7 rows came in" in told(app)
    assert len(kept(house)) == 7
    app = pressed(app, "Bring it in")
    assert "0 rows came in, 7 held already." in told(app)
    app = pressed(app, "Check it")
    assert "0 rows would come in, 7 held already." in told(app)


def test_the_page_says_how_many_rows_name_no_behaviour(house: Store, tmp_path: Path) -> None:
    app = pressed(brought_to_page(held.kobo_columns(tmp_path)), "Check it")
    assert not app.exception
    assert "1 row names no behaviour and was left out." in told(app)
    assert "3 rows read. They say 3 observations." in told(app)
    assert "3 rows would come in" in told(app)
    assert len(app.get("progress")) == 0, "the bar goes when the reading is done"


def test_the_page_asks_how_days_are_written_before_it_takes_any(
    house: Store, tmp_path: Path
) -> None:
    app = brought_to_page(held.microsoft_again(tmp_path))
    asked = labelled(app.radio, "How are the days")
    assert asked.value is None and "2 either way" in asked.label
    before = state(house)
    app = pressed(app, "Bring it in")
    assert "Say first how they are written" in told(app)
    assert state(house) == before
    labelled(app.radio, "How are the days").set_value("month first").run()
    labelled(app.number_input, "Highest").set_value(10.0).run()
    app = pressed(app, "Bring it in")
    assert not app.exception
    assert [row[0] for row in kept(house)] == ["2025-06-02", "2025-06-03"]


def test_the_page_lists_what_is_refused_with_line_column_value_and_reason(
    house: Store, tmp_path: Path
) -> None:
    path = held.text(
        tmp_path / "f.csv", "Date,Behaviour,Score,Note", "2025-03-14,PER1,0,", "2025-03-15,PER1,9,",
        "2025-02-31,PER1,seven,",
    )  # fmt: skip
    app = pressed(brought_to_page(path), "Bring it in")
    assert not app.exception
    assert "Line 4, observed_on: “2025-02-31” is not a date" in told(app)
    assert "Line 4, strength: “seven” is not a number from 0 to 10." in told(app)
    assert "1 line cannot be taken in, so nothing was kept." in told(app)
    assert any("Download all 2 reasons" in one.label for one in app.get("download_button"))
    assert kept(house) == []


@pytest.mark.parametrize("content", [b"", b"MZ" + bytes(99), b"PK\x03\x04", b"a,b\n1,\x00"])
def test_the_page_refuses_what_is_no_table_in_a_sentence(
    content: bytes, house: Store, tmp_path: Path
) -> None:
    (tmp_path / "f.csv").write_bytes(content)
    app = brought_to_page(tmp_path / "f.csv")
    assert not app.exception
    [fault] = app.error
    told = words.plain(fault.value)
    assert told.startswith("f.csv ") and told.endswith(".")


def test_the_page_lets_a_person_choose_the_sheet_and_the_words(
    house: Store, tmp_path: Path
) -> None:
    app = brought_to_page(held.sheet_one_hot(tmp_path))
    app = labelled(app.selectbox, "Sheet").select("Data ").run()
    labelled(app.number_input, "Lowest").set_value(0.0).run()
    labelled(app.number_input, "Highest").set_value(10.0).run()
    app = pressed(app, "Bring it in")
    assert not app.exception and not app.error
    assert kept(house) == CASES["a sheet, one-hot"].seen


def test_the_page_keeps_answers_by_name_for_the_next_file(house: Store, tmp_path: Path) -> None:
    app = brought_to_page(held.microsoft_again(tmp_path))
    labelled(app.radio, "How are the days").set_value("month first").run()
    labelled(app.text_input, "Name").set_value("Our form").run()
    app = pressed(app, "Keep the answers")
    assert not app.exception
    kept_as = mapping.load(tmp_path / "mappings" / "our-form.toml")
    assert kept_as.days == "month first"
    app = brought_to_page(held.microsoft_again(tmp_path))
    labelled(app.selectbox, "A mapping from before").select("our-form").run()
    app = pressed(app, "Check it")
    assert "2 rows would come in" in told(app)


def wave(folder: Path, name: str) -> Path:
    """Answers to a form that does not say when it was filled in."""
    return held.text(folder / name, "Behaviour,Participant,Note", "PER1,H-01,so", "PAR3,H-02,")


@pytest.mark.parametrize("earlier", [False, True], ids=["kept now", "kept with its day before"])
def test_answers_that_are_kept_for_the_next_file_do_not_hold_the_day_of_this_one(
    earlier: bool, house: Store, tmp_path: Path
) -> None:
    app = brought_to_page(wave(tmp_path, "one.csv"))
    labelled(app.date_input, "When was all of it").set_value(date(2025, 3, 1)).run()
    labelled(app.text_input, "Name").set_value("Ours").run()
    app = pressed(pressed(app, "Keep the answers"), "Bring it in")
    kept_as = tmp_path / "mappings" / "ours.toml"
    used = mapping.load(kept_as)
    assert "observed_on" not in used.fixed
    if earlier:
        mapping.save(replace(used, fixed=used.fixed | {"observed_on": "2025-03-01"}), kept_as)
    app = brought_to_page(wave(tmp_path, "two.csv"))
    app = labelled(app.selectbox, "A mapping from before").select("ours").run()
    before = state(house)
    app = pressed(app, "Bring it in")
    assert "Line 2, observed_on: a date is needed." in told(app)
    assert state(house) == before
    assert labelled(app.date_input, "When was all of it").value is None
    labelled(app.date_input, "When was all of it").set_value(date(2026, 3, 1)).run()
    app = pressed(app, "Bring it in")
    assert not app.exception and not app.error
    assert "2 rows came in, 0 held already." in told(app)
    assert Counter(row[0] for row in kept(house)) == {"2025-03-01": 2, "2026-03-01": 2}


def test_the_page_reads_the_next_file_afresh(house: Store, tmp_path: Path) -> None:
    app = brought_to_page(held.microsoft_again(tmp_path))
    labelled(app.radio, "How are the days").set_value("month first").run()
    path = held.text(
        tmp_path / "g.csv", "When,Behaviour,How strongly?,Email", "4/2/2025,PER1,4,a@b.example",
        "4/3/2025,PER1,7,c@d.example",
    )  # fmt: skip
    app.file_uploader[0].set_value((path.name, path.read_bytes(), "text/csv"))
    app.run()
    assert labelled(app.radio, "How are the days").value is None
    assert labelled(app.selectbox, "When it was noticed").value == "When"


def uploaded_file(app: Any) -> Path:
    """Where the page keeps the file that was chosen."""
    [file] = Path(app.session_state["uploaded_folder"].name).iterdir()
    return file


def test_the_page_reads_a_file_once_and_again_only_when_something_else_is_asked_of_it(
    house: Store, tmp_path: Path
) -> None:
    app = brought_to_page(held.sheet_one_hot(tmp_path))
    app = labelled(app.selectbox, "Sheet").select("Data ").run()
    file = uploaded_file(app)
    whole = file.read_bytes()
    file.write_bytes(b"")  # Whoever reads it now finds that it is empty.
    app = labelled(app.number_input, "Highest").set_value(10.0).run()
    assert not app.error and "This looks like a table." in told(app)
    assert labelled(app.selectbox, "When it was noticed").value == "Date"
    app = labelled(app.selectbox, "Sheet").select("Lists").run()
    assert len(app.error) == 1, "another sheet is read"
    file.write_bytes(whole)
    app = app.run()
    assert not app.error
    app = labelled(app.selectbox, "Sheet").select("Data ").run()
    app = labelled(app.number_input, "The line that names").set_value(5).run()
    assert not app.error and "14" in str(labelled(app.selectbox, "When it was noticed").options)


def test_the_page_suggests_anew_once_more_words_are_held(house: Store, tmp_path: Path) -> None:
    path = held.text(
        tmp_path / "f.csv", "Date,Behaviour,Score", "2025-03-14,Zeal,0", "2025-03-15,Zeal,10"
    )
    app = brought_to_page(path)
    assert any("Zeal" in one.label for one in app.selectbox)
    house.write(lambda cursor: cursor.execute(
        store.sql("keep/house_behaviour"), {"code": "zeal", "title": "Zeal"}))  # fmt: skip
    app = app.run()
    assert not any("Zeal" in one.label for one in app.selectbox)


def test_the_page_asks_for_one_day_where_no_column_says_it(house: Store, tmp_path: Path) -> None:
    path = held.text(tmp_path / "f.csv", "Behaviour,Score", "PER1,0", "PAR3,10")
    app = brought_to_page(path)
    labelled(app.date_input, "When was all of it").set_value(date(2025, 3, 14)).run()
    app = pressed(app, "Bring it in")
    assert not app.exception and not app.error
    assert {row[0] for row in kept(house)} == {"2025-03-14"}


OWN_WORDS = ("Do people say what they think?", "Do people share what they know?")


def chosen_by_hand(path: Path, *behaviours: str, **columns: str) -> Any:
    """The page with this file, and with these columns chosen by hand."""
    app = brought_to_page(path)
    for label, name in columns.items():
        labelled(app.selectbox, label.replace("_", " ")).select(name)
    for question, behaviour in zip(OWN_WORDS, behaviours, strict=False):
        labelled(app.selectbox, question).select(behaviour)
    return app.run()


def test_the_page_asks_for_the_scale_of_scores_whose_columns_were_chosen_by_hand(
    house: Store, tmp_path: Path
) -> None:
    path = held.text(
        tmp_path / "f.csv", ",".join(("Timestamp", *OWN_WORDS)), "2025-03-14,5,4", "2025-03-14,1,2"
    )
    app = chosen_by_hand(path, "PAR1", "PAR2")
    assert [labelled(app.number_input, end).value for end in ("Lowest", "Highest")] == [1, 5]
    app = pressed(app, "Bring it in")
    assert not app.exception and not app.error
    assert {row[2:4] for row in kept(house)} == {
        ("PAR1", 10), ("PAR1", 0), ("PAR2", 7.5), ("PAR2", 2.5)
    }  # fmt: skip


def test_the_page_asks_for_the_scale_of_a_column_of_scores_that_was_chosen_by_hand(
    house: Store, tmp_path: Path
) -> None:
    path = held.text(tmp_path / "f.csv", "Date,Behaviour,Depth,Warmth", "2025-03-14,PAR1,5,90")
    app = chosen_by_hand(path, How_strongly="Depth")
    labelled(app.number_input, "Highest").set_value(7.0).run()
    app = labelled(app.selectbox, "How strongly").select("Warmth").run()
    assert labelled(app.number_input, "Highest").value == 100, "another column is asked afresh"
    app = labelled(app.selectbox, "How strongly").select("Depth").run()
    labelled(app.number_input, "Lowest").set_value(9.0).run()
    labelled(app.number_input, "Highest").set_value(5.0).run()
    assert "Nobody has said on which scale" in pressed(app, "Bring it in").error[0].value
    labelled(app.number_input, "Lowest").set_value(1.0).run()
    app = pressed(app, "Bring it in")
    assert kept(house) == [("2025-03-14", None, "PAR1", 10, None)]


def test_the_page_takes_a_tick_for_a_mark_where_its_column_was_chosen_by_hand(
    house: Store, tmp_path: Path
) -> None:
    path = held.text(
        tmp_path / "f.csv", ",".join(("Timestamp", *OWN_WORDS)), "2025-03-14,1,0", "2025-03-15,0,1"
    )
    app = pressed(chosen_by_hand(path, "PAR1", "PAR2"), "Bring it in")
    assert not app.exception and not app.error
    assert kept(house) == [
        ("2025-03-14", None, "PAR1", None, None), ("2025-03-15", None, "PAR2", None, None)
    ]  # fmt: skip


def test_the_page_asks_how_the_days_of_a_column_chosen_by_hand_are_written(
    house: Store, tmp_path: Path
) -> None:
    path = held.text(
        tmp_path / "f.csv", "Visit,Seen on,Behaviour", "3/4/2025,13/04/2025,PAR1",
        "4/4/2025,14/04/2025,PAR2",
    )  # fmt: skip
    app = chosen_by_hand(path, When_it_was_noticed="Visit")
    labelled(app.radio, "How are the days").set_value("month first").run()
    app = labelled(app.selectbox, "When it was noticed").select("Seen on").run()
    assert not app.radio, "all of these are day first"
    app = pressed(app, "Bring it in")
    assert not app.exception and not app.error
    assert [row[0] for row in kept(house)] == ["2025-04-13", "2025-04-14"]


def test_the_page_asks_for_words_and_the_place_that_no_column_chosen_says(
    house: Store, tmp_path: Path
) -> None:
    path = held.text(
        tmp_path / "f.csv", "Date,Place,Seen", "2025-03-14,Aytown,Zeal", "2025-03-15,Aytown,Hope"
    )
    app = brought_to_page(path)
    assert not [one for one in app.selectbox if one.label.startswith("Of which place")]
    app = labelled(app.selectbox, "Behaviour").select("Seen").run()
    app = labelled(app.selectbox, "Place").select(mapping_form.NOT_SAID).run()
    for word, code in (("Zeal", "PER1"), ("Hope", "PAR1")):
        labelled(app.selectbox, f"Behaviour: {word}").select(code).run()
    assert labelled(app.selectbox, "Of which place").value == "aytown"
    app = pressed(app, "Bring it in")
    assert not app.exception and not app.error
    assert {row[2] for row in kept(house)} == {"PER1", "PAR1"}


def test_a_mapping_that_was_spoilt_is_named_and_the_others_still_serve(
    house: Store, tmp_path: Path
) -> None:
    used = answered(house, held.microsoft_again(tmp_path), CASES["Microsoft, the next month"])
    mapping.save(used, tmp_path / "mappings" / "ours.toml")
    (tmp_path / "mappings" / "spoilt.toml").write_text("not TOML", encoding="utf-8")
    app = brought_to_page(held.microsoft_again(tmp_path))
    assert not app.exception and not app.error
    assert "spoilt.toml is not a mapping: it is not TOML." in told(app)
    labelled(app.selectbox, "A mapping from before").select("ours").run()
    assert "2 rows would come in" in told(pressed(app, "Check it"))


def test_the_page_never_keeps_a_name_though_another_column_is_chosen(
    house: Store, tmp_path: Path
) -> None:
    path = held.text(
        tmp_path / "f.csv", "Date,Behaviour,Score,Participant,Name",
        "2025-03-14,PER1,0,H-01,Ann Example", "2025-03-14,PER1,9,H-02,Bo",
    )  # fmt: skip
    app = brought_to_page(path)
    labelled(app.selectbox, "Who noticed").select("Name").run()
    app = pressed(app, "Bring it in")
    assert not app.exception and not app.error
    observers = house.ask("SELECT DISTINCT observer FROM observation").observer
    assert len(observers) == 2 and all(one.startswith("P-") for one in observers)


def test_the_page_files_rows_under_the_place_that_was_chosen_there(
    house: Store, tmp_path: Path
) -> None:
    house.write(
        lambda cursor: cursor.execute(
            "INSERT INTO place (code, title, invented) VALUES ('bee', 'Bee', 0)"
        )
    )
    used = answered(house, held.microsoft_again(tmp_path), CASES["Microsoft, the next month"])
    mapping.save(used, tmp_path / "mappings" / "ours.toml")
    app = brought_to_page(held.microsoft_again(tmp_path))
    labelled(app.selectbox, "Of which place").select("bee").run()
    labelled(app.selectbox, "A mapping from before").select("ours").run()
    app = pressed(app, "Bring it in")
    assert not app.exception and not app.error
    assert set(house.ask("SELECT place FROM observation").place) == {"bee"}


def test_what_is_refused_can_be_taken_along_and_opened_safely(house: Store, tmp_path: Path) -> None:
    path = held.text(tmp_path / "f.csv", "Date,Behaviour,Score,Note", "=1+1,PER1,11,")
    rows = list(csv.reader(uploaded.refusals(bringing.bring_in(house, path, GOOD))
                           .decode("utf-8-sig").splitlines()))  # fmt: skip
    assert rows[0] == ["line", "column", "value", "reason"]
    assert [row[:2] for row in rows[1:]] == [["2", "observed_on"], ["2", "strength"]]
    assert not rows[1][2].startswith("=") and "=1+1" in rows[1][2]


def test_a_reason_that_begins_with_a_formula_can_be_opened_safely(
    house: Store, tmp_path: Path
) -> None:
    path = held.text(
        tmp_path / "f.csv", "observed_on,place,behaviour,observer,sector,organisation",
        "2025-03-14,aytown,PER1,=1+1,council,One", "2025-03-14,aytown,PER1,=1+1,voluntary,Two",
    )  # fmt: skip
    report = bringing.bring_in(house, path)
    assert {cell.column for cell in report.refused} == {"sector", "organisation"}
    rows = list(csv.reader(uploaded.refusals(report).decode("utf-8-sig").splitlines()))
    assert [row[3][:5] for row in rows[1:]] == ["'=1+1"] * 2


# --- real files ---------------------------------------------------------------------------------

REAL = {
    "open-data-barometer": ("open-data-barometer-scores-2014.csv", ("place", "behaviour")),
    "new-zealand": ("nz-open-data-maturity-outcomes.csv", ("place", "behaviour")),
}
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the real files are not here")


def source(name: str) -> list[dict[str, str]]:
    with (DATA / REAL[name][0]).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@needs_data
def test_the_barometer_comes_in_with_its_mapping(empty: Store) -> None:
    file, add = REAL["open-data-barometer"]
    used = mapping.load(MAPS / "open-data-barometer.toml")
    report = bringing.bring_in(empty, DATA / file, used, add=add)
    rows = source("open-data-barometer")
    assert report.refused == ()
    assert report.added == report.rows == len(rows) > 1000
    scored = Counter(row["Response"].strip() for row in rows)
    held_scores = empty.ask("SELECT strength, count(*) AS n FROM observation GROUP BY strength")
    assert {row.strength: row.n for row in held_scores.dropna().itertuples()} == {
        float(score): count for score, count in scored.items() if score
    }
    assert set(empty.ask("SELECT title FROM place").title) == {row["Country"] for row in rows}
    notes = empty.ask("SELECT note FROM observation WHERE note IS NOT NULL").note
    assert len(notes) == sum(bool(row["Justification"].strip()) for row in rows)
    assert not any("http://" in note or "www." in note.lower() for note in notes)
    assert bringing.bring_in(empty, DATA / file, used).added == 0


@needs_data
def test_new_zealand_comes_in_with_its_mapping(empty: Store) -> None:
    file, add = REAL["new-zealand"]
    used = mapping.load(MAPS / "new-zealand.toml")
    report = bringing.bring_in(empty, DATA / file, used, add=add)
    rows = source("new-zealand")
    assert report.refused == ()
    assert report.added == report.rows == len(rows)
    answer = empty.ask("SELECT behaviour, year(observed_on) AS y, strength, note FROM observation")
    assert len(answer) == len(rows)
    assert answer.strength.isna().sum() == 6, "counts are not shares"
    fell = answer[answer.behaviour == "fa4"].sort_values("y").strength.tolist()
    assert fell == [4.1, 2.8]
    assert set(empty.ask("SELECT title FROM place").title) == {"New Zealand"}
    assert bringing.bring_in(empty, DATA / file, used).added == 0


@needs_data
@pytest.mark.parametrize("name", REAL)
def test_a_real_file_comes_in_by_the_command_with_its_saved_mapping(
    name: str, tmp_path: Path
) -> None:
    file, add = REAL[name]
    rows = len(source(name))
    data, kept_as = tmp_path / "mirror.duckdb", MAPS / f"{name}.toml"
    done = command(data, DATA / file, "--map", kept_as, "--add", ",".join(add))
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout.endswith(f"{rows:,} rows read. {rows:,} added, 0 held already.\n")
    again = command(data, DATA / file, "--map", kept_as)
    assert again.stdout.endswith(f"{rows:,} rows read. 0 added, {rows:,} held already.\n")


@needs_data
@pytest.mark.parametrize("name", REAL)
def test_a_real_file_comes_in_by_the_page_with_its_saved_mapping(
    name: str, house: Store, tmp_path: Path
) -> None:
    file, add = REAL[name]
    rows = len(source(name))
    kept_as = tmp_path / "mappings" / f"{name}.toml"
    kept_as.parent.mkdir()
    kept_as.write_bytes((MAPS / kept_as.name).read_bytes())
    app = brought_to_page(DATA / file)
    assert not app.exception and not app.error
    app = labelled(app.selectbox, "A mapping from before").select(name).run()
    for asked in app.date_input:
        app = asked.set_value(date(2014, 12, 31)).run()
    app = pressed(app, "Check it")
    assert "cannot be taken in, so nothing was kept." in told(app) and "is not held here" in told(
        app
    )
    app = labelled(app.multiselect, "Add words").set_value(list(add)).run()
    app = pressed(app, "Bring it in")
    assert not app.exception and not app.error
    assert f"{rows:,} rows came in, 0 held already." in told(app)
    assert len(kept(house)) == rows
    assert f"0 rows came in, {rows:,} held already." in told(pressed(app, "Bring it in"))
