"""A file of observations comes in whole or not at all, and what is refused is said cell by cell."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mirror import bringing, intake, store, vocabulary
from mirror.intake import COLUMNS, Refusal, Report
from mirror.store import Refused, Store

#: A row that can be taken in, once the house holds its place.
GOOD = {
    "observed_on": "2025-03-01",
    "place": "Here",
    "part": "frontline",
    "behaviour": "PAR1",
    "observer": "H-01",
    "sector": "council",
    "organisation": "Town hall",
    "strength": "7",
    "direction": "holding",
    "overtness": "3",
    "note": "They said so aloud.",
    "consent": "2",
}
HEADER = ",".join(COLUMNS)


def row(**cells: str) -> str:
    """A line of the file: the good row with other cells."""
    text = io.StringIO()
    csv.writer(text).writerow((GOOD | cells).values())
    return text.getvalue().removesuffix("\r\n")


def lines(*rows: str, header: str = HEADER, end: str = "\n") -> str:
    return "".join(line + end for line in (header, *rows))


def bring(held: Store, text: str | bytes, **options: Any) -> Report:
    """Import a file that holds the text."""
    path = held.path.with_name("offered.csv")
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return intake.bring_in(held, bringing.interchange(path), path.name, **options)


def kept(held: Store, columns: str = "*", table: str = "observation") -> list[tuple[Any, ...]]:
    """Rows as they are held, a hole as None."""
    answer = held.ask(f"SELECT {columns} FROM {table} ORDER BY ALL").astype(object)
    return list(answer.where(answer.notna(), None).itertuples(index=False, name=None))


def state(held: Store) -> dict[str, tuple[int, int]]:
    """How much every table holds, and a fingerprint of it."""
    names = held.ask("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").table_name
    each = (
        "SELECT '{0}' AS name, count(*) AS n, coalesce(bit_xor(hash(t)), 0) AS mark FROM {0} AS t"
    )
    answer = held.ask(" UNION ALL ".join(each.format(name) for name in names))
    return {row.name: (row.n, row.mark) for row in answer.itertuples(index=False)}


def refused_sentence(held: Store, text: str | bytes) -> str:
    """The sentence that refuses a file as a whole; nothing has changed."""
    before = state(held)
    with pytest.raises(Refused) as refused:
        bring(held, text, add=intake.GROWABLE)
    sentence = str(refused.value)
    assert sentence.startswith("offered.csv")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert state(held) == before
    return sentence


def refused_cells(held: Store, text: str, **options: Any) -> list[Refusal]:
    """The cells for which a file is refused; nothing has changed."""
    before = state(held)
    report = bring(held, text, **options)
    assert report.refused
    assert report.added == 0
    assert state(held) == before
    return list(report.refused)


def build(path: Path) -> Store:
    """A house that holds one place, and nothing of it."""
    held = store.open_store(path)
    vocabulary.bring_up_to_date(held)
    held.write(
        lambda cursor: cursor.execute(
            "INSERT INTO place (code, title, invented) VALUES ('here', 'Here', false)"
        )
    )
    return held


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One for all the tests that leave nothing in it."""
    held = build(tmp_path_factory.mktemp("house") / "mirror.duckdb")
    yield held
    held.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Its file."""
    path = tmp_path_factory.mktemp("built") / "mirror.duckdb"
    build(path).close()
    return path.read_bytes()


@pytest.fixture
def here(built: bytes, tmp_path: Path) -> Iterator[Store]:
    """One for a single test."""
    path = tmp_path / "mirror.duckdb"
    path.write_bytes(built)
    held = store.open_store(path)
    yield held
    held.close()


# What comes in.


def test_a_row_of_the_interchange_file_comes_in_as_it_is_written(here: Store) -> None:
    report = bring(here, lines(row()))
    assert (report.rows, report.added, report.unnamed) == (1, 1, 0)
    said = "place, part, behaviour, observer, CAST(observed_on AS VARCHAR), strength, direction, "
    assert kept(here, said + "overtness, note, consent, gathering, supersedes, withdrawn") == [
        ("here", "frontline", "PAR1", "H-01", "2025-03-01", 7.0, "holding", 3,
         "They said so aloud.", 2, None, None, False)
    ]  # fmt: skip
    assert kept(here, table="observer") == [("here", "H-01", "council", "Town hall")]
    assert kept(here, "kind, source", "batch") == [("import", "offered.csv")]
    assert kept(here, "what, subject, row_count", "change") == [("import", "offered.csv", 1)]


def test_what_is_not_said_stays_unsaid(here: Store) -> None:
    bring(here, "observed_on,place,behaviour\n2025-03-01,Here,PAR1\n")
    said = "part, strength, direction, overtness, note, consent, observer"
    assert kept(here, said) == [(None, None, None, None, None, 1, "unnamed")]
    assert kept(here, table="observer") == [("here", "unnamed", None, None)]


def test_rows_without_an_observer_count_as_one_voice_for_each_sector_and_organisation(
    here: Store,
) -> None:
    crowd = [("", ""), ("nhs", ""), ("nhs", ""), ("nhs", "Surgery"), ("council", "")]
    report = bring(
        here, lines(*(row(observer="", sector=s, organisation=o, note="") for s, o in crowd))
    )
    assert report.unnamed == 5
    assert len(kept(here, table="observer")) == 4


def test_codes_and_labels_of_either_kind_are_both_understood(here: Store) -> None:
    spelt = [
        ("here", "relationships", "PAR1", "intermediary", "slipping", "4", "4"),
        ("HERE", "Between us", "We trust each other enough to be honest", "Learning partner",
         "Slipping back", "In our own words", "Anyone may quote it"),
        (" Here ", "relationships between parts of the system",
         "Open, trusting relationships enable effective dialogue", "Intermediary",
         "Slipping back", "Owned", "Quotable"),
    ]  # fmt: skip
    names = ("place", "part", "behaviour", "sector", "direction", "overtness", "consent")
    bring(here, lines(*(row(**dict(zip(names, each, strict=True))) for each in spelt)))
    said = "place, part, behaviour, direction, overtness, consent"
    assert kept(here, said) == [("here", "relationships", "PAR1", "slipping", 4, 4)] * 3
    assert kept(here, "sector", "observer") == [("intermediary",)]


def test_columns_may_stand_in_any_order_and_any_but_three_may_be_left_out(here: Store) -> None:
    bring(here, ' NOTE ,behaviour,"Place",observed_on\nHello,PER2,Here,2025-03-01\n')
    assert kept(here, "behaviour, note") == [("PER2", "Hello")]


def test_every_strength_from_0_to_10_comes_in_and_0_is_not_a_hole(here: Store) -> None:
    strengths = ["0", "10", "0.0", "7.5", "+3", "1e0"]
    bring(here, lines(*(row(strength=strength) for strength in strengths)))
    assert sorted(kept(here, "strength")) == sorted((float(s),) for s in strengths)


def test_today_is_a_day_that_can_be_noticed_and_tomorrow_is_not(here: Store) -> None:
    today = date(2025, 6, 30)
    [cell] = refused_cells(
        here, lines(row(observed_on=str(today + timedelta(days=1)))), today=today
    )
    assert cell.reason == "is in the future"
    assert bring(here, lines(row(observed_on=str(today))), today=today).added == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + lines(row(note="é")), id="byte order mark"),
        pytest.param(lines(row(note="é"), end="\r\n"), id="Windows line ends"),
        pytest.param(lines(row(note="é"), end="\r"), id="old Mac line ends"),
        pytest.param(lines(row(note="é")).rstrip("\n"), id="no last line end"),
        pytest.param(lines("", row(note="é"), "", ""), id="empty lines between"),
    ],
)
def test_files_as_programs_write_them_come_in(here: Store, text: str) -> None:
    assert bring(here, text).added == 1
    assert kept(here, "note") == [("é",)]


@pytest.mark.parametrize(
    "note",
    [
        "=HYPERLINK(“http://example.org”)",
        '=cmd|"/c calc"!A0',
        "+1",
        "-1",
        "@SUM(A1)",
        "<script>alert('x')</script>",
        "'; DROP TABLE observation; --",
        "**bold** [link](javascript:alert(1))",
        "two\nlines",
        "Windows\r\nlines",
        'a “quotation” and a " mark',
        "日本語 😀 \u200b\u200e",
        "NULL",
    ],
)
def test_a_note_is_kept_as_the_text_that_it_is(here: Store, note: str) -> None:
    assert bring(here, lines(row(note=note))).added == 1
    assert kept(here, "note") == [(note,)]


def test_a_hundred_thousand_rows_come_in_whole(here: Store) -> None:
    amount = 100_000
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
    text = lines(*(f"{days[n % 365]},here,,PAR1,,,,{n % 11},,,note {n}," for n in range(amount)))
    assert bring(here, text).added == amount
    [answer] = kept(here, "count(*), count(DISTINCT id), count(DISTINCT note), sum(strength)")
    assert answer == (amount, amount, amount, sum(n % 11 for n in range(amount)))


# Nothing twice, nothing half.


def test_a_second_import_of_the_same_file_adds_nothing(here: Store) -> None:
    text = lines(*(row(note=str(n % 5)) for n in range(20)))
    assert bring(here, text).added == 20
    before = kept(here), kept(here, table="observer"), kept(here, table="batch")
    again = bring(here, text)
    assert (again.rows, again.added, again.already_held) == (20, 0, 20)
    assert (kept(here), kept(here, table="observer"), kept(here, table="batch")) == before


def test_like_rows_of_one_file_are_all_kept(here: Store) -> None:
    assert bring(here, lines(row(), row(), row())).added == 3
    assert len({identity for (identity,) in kept(here, "id")}) == 3


def test_a_file_that_has_grown_adds_only_what_is_new(here: Store) -> None:
    bring(here, lines(row(), row(note="other")))
    assert bring(here, lines(row(note="first"), row(), row(note="other"), row())).added == 2
    assert Counter(kept(here, "note")) == Counter(
        [("They said so aloud.",), ("They said so aloud.",), ("other",), ("first",)]
    )


def test_a_row_spelt_otherwise_is_the_same_row(here: Store) -> None:
    bring(here, lines(row()))
    same = row(place="HERE", behaviour="par1", strength="7.0", part="Frontline practice")
    assert bring(here, lines(same)).added == 0


DIFFERENT = {
    "observed_on": "2025-03-02",
    "part": "",
    "behaviour": "PAR2",
    "observer": "H-02",
    "strength": "",
    "direction": "",
    "overtness": "4",
    "note": "",
    "consent": "3",
}


@pytest.mark.parametrize("column", DIFFERENT)
def test_a_row_that_says_something_else_is_another_row(here: Store, column: str) -> None:
    bring(here, lines(row()))
    assert bring(here, lines(row(**{column: DIFFERENT[column]}))).added == 1


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(here: Store) -> None:
    before, version = state(here), here.version
    text = lines(row(), row(place="Over There", behaviour="Our own way"))
    report = bring(here, text, add=("place", "behaviour"), dry_run=True)
    assert (report.rows, report.added, report.refused) == (2, 2, ())
    assert [word.spelling for word in report.grown] == ["Our own way", "Over There"]
    assert state(here) == before
    assert here.version == version
    assert bring(here, text, add=("place", "behaviour")).added == 2


def test_an_import_that_lost_a_race_takes_every_row_when_it_is_tried_again(
    here: Store, tmp_path: Path
) -> None:
    bring(here, lines(row(sector="", organisation="")))
    path = tmp_path / "offered.csv"
    path.write_text(lines(*(row(note=str(n)) for n in range(intake.HANDFUL + 1))))

    def rows_with_a_rival() -> Iterator[intake.Row]:
        yield from bringing.interchange(path)
        here.ask("UPDATE observer SET organisation = 'Town hall' WHERE organisation IS NULL")

    intake.bring_in(here, rows_with_a_rival(), path.name)
    assert len(kept(here, "id")) == 1 + intake.HANDFUL + 1


# What is refused, cell by cell.

NEXT_YEAR = str(date.today() + timedelta(days=366))
NOT_A_DATE = "is not a date such as 2026-03-31"
NOT_A_STRENGTH = "is not a number from 0 to 10"
NOT_A_DIRECTION = "is not one of strengthening, holding, slipping, unclear"
NOT_OVERTNESS = "is not one of 1, 2, 3, 4"
NOT_CONSENT = "is not one of 0, 1, 2, 3, 4"
BAD = [
    ("observed_on", "31/02/2025", NOT_A_DATE),
    ("observed_on", "01/03/2025", NOT_A_DATE),
    ("observed_on", "2025-02-30", NOT_A_DATE),
    ("observed_on", "2025-3-1", NOT_A_DATE),
    ("observed_on", "2025-03-01T10:00", NOT_A_DATE),
    ("observed_on", "45717", NOT_A_DATE),
    ("observed_on", "yesterday", NOT_A_DATE),
    ("observed_on", "", "a date is needed"),
    ("observed_on", NEXT_YEAR, "is in the future"),
    ("strength", "11", NOT_A_STRENGTH),
    ("strength", "10.01", NOT_A_STRENGTH),
    ("strength", "-1", NOT_A_STRENGTH),
    ("strength", "seven", NOT_A_STRENGTH),
    ("strength", "7,5", NOT_A_STRENGTH),
    ("strength", "7/10", NOT_A_STRENGTH),
    ("strength", "nan", NOT_A_STRENGTH),
    ("strength", "inf", NOT_A_STRENGTH),
    ("strength", "-inf", NOT_A_STRENGTH),
    ("place", "Nowhere", "is not a place held here"),
    ("place", "  ", "a place is needed"),
    ("part", "backstage", "is not a part of the system held here"),
    ("behaviour", "PAR9", "is not a behaviour held here"),
    ("behaviour", "", "a behaviour is needed"),
    ("sector", "army", "is not a sector held here"),
    ("direction", "up", NOT_A_DIRECTION),
    ("overtness", "5", NOT_OVERTNESS),
    ("overtness", "0", NOT_OVERTNESS),
    ("overtness", "2.5", NOT_OVERTNESS),
    ("consent", "5", NOT_CONSENT),
    ("consent", "-1", NOT_CONSENT),
    ("consent", "yes", NOT_CONSENT),
]


@pytest.mark.parametrize(("column", "value", "reason"), BAD)
def test_one_bad_cell_among_a_thousand_rows_keeps_all_of_them_out(
    house: Store, column: str, value: str, reason: str
) -> None:
    rows = [row(note=str(n)) for n in range(1000)]
    rows[617] = row(**{column: value})
    [cell] = refused_cells(house, lines(*rows))
    assert cell == Refusal(619, column, value.strip(), reason)
    shown = f"“{value}” " if value.strip() else ""
    assert str(cell) == f"Line 619, {column}: {shown}{reason}."


def test_a_number_written_as_programmers_do_is_no_strength(house: Store) -> None:
    report = bring(house, lines(row(strength="1_0")), dry_run=True)
    assert [cell.reason for cell in report.refused] == [NOT_A_STRENGTH]


def test_every_bad_cell_is_named_and_not_only_the_first(house: Store) -> None:
    bad = row(observed_on="soon", strength="11", consent="9")
    cells = refused_cells(house, lines(row(), bad, row(), row(direction="up")))
    assert [(cell.line, cell.column) for cell in cells] == [
        (3, "consent"), (3, "observed_on"), (3, "strength"), (5, "direction"),
    ]  # fmt: skip


def test_lines_are_counted_as_they_stand_in_the_file(house: Store) -> None:
    before = [row(note="one\ntwo\nthree"), "", row(note='"quoted"\n\n'), row(part="front\nline")]
    text = lines(*before, row(strength="11", note="at\nlast"), row())
    line = text[: text.index(",11,")].count("\n") + 1
    cells = refused_cells(house, text)
    assert [(cell.column, cell.line) for cell in cells] == [
        ("part", 2 + 3 + 1 + 3),
        ("strength", line),
    ]
    assert "\n" not in str(cells[0])


def test_a_long_bad_cell_is_shown_in_short(house: Store) -> None:
    [cell] = refused_cells(house, lines(row(strength="9" * 5000)))
    assert len(str(cell)) < 150


def test_of_very_many_refused_cells_the_first_are_named_and_all_are_counted(
    house: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_NAMED", 10)
    bad = row(strength="11", consent="9", place="Nowhere")
    report = bring(house, lines(row(), *[bad] * 40, row(note="two\nlines"), bad))
    assert len(report.refused) == 10
    assert [(cell.line, cell.column) for cell in report.refused[:4]] == [
        (3, "consent"), (3, "place"), (3, "strength"), (4, "consent"),
    ]  # fmt: skip
    assert (report.refused_cells, report.refused_lines) == (3 * 41, 41)
    assert (report.rows, report.lines, report.added) == (43, 43, 0)


def test_a_column_that_holds_anything_but_words_of_a_vocabulary_is_refused_in_a_sentence(
    house: Store,
) -> None:
    before = state(house)
    text = lines(*(row(behaviour=f"We saw {n}") for n in range(intake.MOST_WORDS + 1)))
    with pytest.raises(Refused) as refused:
        bring(house, text, add=("behaviour",))
    assert str(refused.value) == (
        "What stands for behaviour is 10,001 different words, such as “We saw 0”. "
        "At most 10,000 are known. Bring in another column for it."
    )
    assert state(house) == before


SPEAKS = 'H-01 speaks for "council" elsewhere: use another pseudonym'
BELONGS = 'H-01 belongs to "Town hall" elsewhere: use another pseudonym'


def test_an_observer_of_two_sectors_in_one_file_is_refused(house: Store) -> None:
    cells = refused_cells(house, lines(row(), row(note="other", sector="nhs")))
    assert cells == [Refusal(3, "sector", "nhs", SPEAKS)]


def test_an_observer_of_two_sectors_in_two_files_is_refused(here: Store) -> None:
    bring(here, lines(row()))
    cells = refused_cells(here, lines(row(note="b", sector="nhs", organisation="Surgery")))
    assert cells == [
        Refusal(2, "organisation", "Surgery", BELONGS),
        Refusal(2, "sector", "nhs", SPEAKS),
    ]


def test_an_observer_in_large_letters_and_in_small_ones_is_one_person(here: Store) -> None:
    bring(here, lines(row(observer="h-09"), row(observer="H-09", behaviour="PAR2")))
    assert kept(here, "observer") == [("h-09",), ("h-09",)]
    later = lines(row(observer="H-09", behaviour="PAR3"))
    assert bring(here, later).added == 1
    assert bring(here, later).added == 0
    assert kept(here, "DISTINCT observer") == kept(here, "code", "observer") == [("h-09",)]
    [cell] = refused_cells(here, lines(row(observer="H-09", sector="residents")))
    assert cell.reason.startswith("H-09 speaks for ")


def test_observers_that_were_held_apart_before_stay_apart(here: Store) -> None:
    both = lines(row(observer="h-09"), row(observer="H-09"))
    bring(here, lines(row(observer="h-09")))
    here.write(
        lambda cursor: cursor.execute(
            "INSERT INTO observer (place, code, sector) SELECT place, 'H-09', sector FROM observer"
        )
    )
    assert bring(here, both).added == 1
    assert bring(here, both).added == 0
    assert kept(here, "observer") == [("H-09",), ("h-09",)]


def test_an_observers_sector_may_be_said_later_and_then_stands(here: Store) -> None:
    bring(here, lines(row(sector="", organisation="")))
    bring(here, lines(row(note="b", organisation="")))
    bring(here, lines(row(note="c", sector="")))
    assert kept(here, table="observer") == [("here", "H-01", "council", "Town hall")]
    assert refused_cells(here, lines(row(note="d", sector="nhs")))


def test_a_pseudonym_used_in_two_places_is_two_people(here: Store) -> None:
    bring(here, lines(row(), row(place="There", sector="nhs")), add=("place",))
    assert len(kept(here, table="observer")) == 2


# Words that the house does not know.


def test_unknown_words_are_offered_with_how_often_they_are_used_and_never_added_silently(
    house: Store,
) -> None:
    strange = {"place": "Nowhere", "part": "backstage", "behaviour": "Dance", "sector": "army"}
    before = state(house)
    report = bring(house, lines(row(), row(**strange), row(place="Nowhere", observer="H-02")))
    assert [(word.kind, word.spelling, word.rows) for word in report.unknown] == [
        ("behaviour", "Dance", 1),
        ("part", "backstage", 1),
        ("place", "Nowhere", 2),
        ("sector", "army", 1),
    ]
    assert report.grown == ()
    assert state(house) == before


def test_unknown_words_are_added_when_that_is_asked_for_and_used_in_the_same_file(
    here: Store,
) -> None:
    strange = {"place": "St Ives", "part": "Back stage", "behaviour": "We dance", "sector": "Army"}
    report = bring(here, lines(row(**strange)), add=intake.GROWABLE)
    assert {word.kind for word in report.grown} == set(intake.GROWABLE)
    assert report.unknown == ()
    assert kept(here, "place, part, behaviour") == [("st-ives", "back-stage", "we-dance")]
    assert kept(here, "title, invented", "place WHERE code = 'st-ives'") == [("St Ives", False)]
    assert kept(here, "sector", "observer") == [("army",)]
    own = kept(here, "family, title, plain, position", "behaviour WHERE code = 'we-dance'")
    assert own == [("Our own", "We dance", "We dance", 10)]
    vocabulary.bring_up_to_date(here)
    assert bring(here, lines(row(**strange))).added == 0


def test_only_the_vocabularies_that_were_named_grow(house: Store) -> None:
    before = state(house)
    report = bring(house, lines(row(place="There", part="backstage")), add=("place",))
    assert [word.kind for word in report.grown] == ["place"]
    assert [word.kind for word in report.unknown] == ["part"]
    assert [cell.column for cell in report.refused] == ["part"]
    assert state(house) == before


def test_a_place_spelt_in_several_ways_becomes_one_place(here: Store) -> None:
    spellings = ["St Ives", "st. ives", "ST-IVES", "St  Ives"]
    report = bring(here, lines(*(row(place=spelt) for spelt in spellings)), add=("place",))
    assert report.added == 4
    assert set(kept(here, "place")) == {("st-ives",)}
    assert len(kept(here, "*", "place WHERE code = 'st-ives'")) == 1


def test_a_file_with_a_place_in_several_spellings_comes_in_a_second_time(here: Store) -> None:
    text = lines(row(place="St Ives"), row(place="St. Ives"))
    bring(here, text, add=("place",))
    again = bring(here, text)
    assert (again.refused, again.added) == ((), 0)


@pytest.mark.parametrize("place", ["Köln", "Łódź", "北京", "Москва", "Ynys Môn", "L'Île-d'Yeu"])
def test_places_of_every_script_come_in_under_their_own_name(here: Store, place: str) -> None:
    assert bring(here, lines(row(place=place)), add=("place",)).added == 1
    assert kept(here, "title", "place WHERE code <> 'here'") == [(place,)]
    assert bring(here, lines(row(place=place.upper(), note="b"))).added == 1


def test_a_place_in_capitals_and_in_small_letters_keeps_each_row_once(here: Store) -> None:
    text = lines(row(place="St Ives"), row(place="ST IVES", note="b"))
    report = bring(here, text, add=("place",))
    assert (report.rows, report.added) == (2, 2)
    assert len(kept(here)) == 2


def test_places_of_different_names_stay_different_places(here: Store) -> None:
    bring(here, lines(row(place="Москва 1"), row(place="Киев 1")), add=("place",))
    assert len(set(kept(here, "place"))) == 2


def test_a_row_is_kept_once_when_a_word_of_our_own_comes_close_to_a_known_one(
    here: Store,
) -> None:
    bring(here, lines(row(behaviour="PÀR1")), add=("behaviour",))
    assert bring(here, lines(row(note="b"))).added == 1
    assert len(kept(here, "*", "observation WHERE note = 'b'")) == 1


@pytest.mark.parametrize("blank", ["\t", "\n", "\u200b"])
def test_a_word_that_cannot_be_seen_is_no_word(house: Store, blank: str) -> None:
    report = bring(house, lines(row(place=blank)), add=("place",), dry_run=True)
    if not report.refused:
        pytest.fail(f"{report.grown[0]} was added")


# Files that are no such files.


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(lines(row()).encode("utf-16-le"), "not a table", id="UTF-16 without a mark"),
        pytest.param(b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff", "not a table", id="a program"),
        pytest.param(b"PK\x03\x04\x14\0\x08\x08\x08\0\xb5", "damaged or locked", id="a workbook"),
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b"\n\n", "holds no rows", id="empty lines"),
        pytest.param(b"\xef\xbb\xbf", "holds no rows", id="a byte order mark"),
        pytest.param(b"\0" * 5000, "not a table", id="zeroes"),
        pytest.param("hello", "not an interchange file", id="a word"),
        pytest.param(lines(header="observed_on,place"), "not an interchange", id="one missing"),
        pytest.param(lines(header=HEADER + ",mood"), "not an interchange", id="a column unknown"),
        pytest.param(lines(header=HEADER + ",Note"), "not an interchange", id="a column doubled"),
        pytest.param(
            lines(header=HEADER + "".join(f",c{n}" for n in range(5000))),
            "5,012 columns", id="5,000 columns",
        ),
        pytest.param(
            lines(row(), "2025-03-01,Here"), "line 3: 2 cells where the header has 12", id="short"
        ),
        pytest.param(lines(row() + ",more"), "line 2: 13 cells", id="long"),
        pytest.param(lines(row(note="x" * 10_000_000)), "line 2: a cell is longer", id="10 MB"),
        pytest.param(lines(row(), '"never closed'), "line 3: a quotation mark", id="quotation"),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused_in_a_sentence(
    house: Store, text: str | bytes, says: str
) -> None:
    assert says in refused_sentence(house, text)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_other_encodings_and_separators_come_in_too(
    here: Store, encoding: str, separator: str
) -> None:
    text = lines(row(note="café")).replace(",", separator)
    assert bring(here, text.encode(encoding)).added == 1
    assert kept(here, "note") == [("café",)]


def test_our_own_data_file_by_mistake_is_refused_in_a_sentence(
    house: Store, tmp_path: Path
) -> None:
    other = tmp_path / "other.duckdb"
    store.open_store(other).close()
    assert "not a table" in refused_sentence(house, other.read_bytes())


def test_a_bad_row_far_down_in_a_long_file_leaves_nothing_of_the_rows_before_it(
    house: Store,
) -> None:
    rows = [row(note=str(n)) for n in range(intake.HANDFUL + 10)]
    assert f"line {len(rows) + 2}" in refused_sentence(house, lines(*rows, "short"))


def test_a_file_that_is_not_there_and_a_folder_are_refused_in_a_sentence(
    house: Store, tmp_path: Path
) -> None:
    for path in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(Refused, match=r"cannot be read: .*\.$"):
            intake.bring_in(house, bringing.interchange(path), path.name)


def test_a_file_of_a_header_alone_adds_nothing(house: Store) -> None:
    report = bring(house, lines(), dry_run=True)
    assert (report.rows, report.added, report.refused) == (0, 0, ())


def test_a_null_byte_makes_a_file_no_table(house: Store) -> None:
    assert "not a table" in refused_sentence(house, lines(row(behaviour="PAR1\0")))


# Whatever is in the file.

CELLS: dict[str, list[str]] = {
    "observed_on": ["2025-03-01", "2024-02-29", "2025-02-29", "", " 2025-03-01 ", "1/2/25"],
    "place": ["Here", "here", "There", "", "\t", "Née\n"],
    "part": ["frontline", "Between us", "", "nope"],
    "behaviour": ["PAR1", "par1", "We share a purpose", "", "nope"],
    "observer": ["", "H-01", "H-02", "'", '"'],
    "sector": ["", "council", "nhs", "nope"],
    "organisation": ["", "Town hall", "=1+1"],
    "strength": ["", "0", "10", "7.5", "11", "x"],
    "direction": ["", "holding", "Slipping back", "up"],
    "overtness": ["", "1", "Owned", "9"],
    "note": ["", "a", "a\nb", 'say "so"', "a,b", "\ufeff"],
    "consent": ["", "0", "4", "Quotable", "5"],
}


def a_row(wrong: bool) -> st.SearchStrategy[list[str]]:
    """A row of cells that are likely, all of them good or not."""
    good = {name: [v for v in cells if v not in BAD_ONES] for name, cells in CELLS.items()}
    return st.tuples(
        *(st.sampled_from((CELLS if wrong else good)[column]) for column in COLUMNS)
    ).map(list)


BAD_ONES = {"2025-02-29", "1/2/25", "nope", "11", "x", "up", "9", "5", "\t", "nhs", "=1+1", "Née\n"}


def written(rows: Sequence[Sequence[str]], end: str, quoting: int) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator=end, quoting=quoting).writerows([COLUMNS, *rows])  # type: ignore[arg-type]
    return text.getvalue().encode()


FILES = st.builds(
    written,
    st.booleans().flatmap(lambda wrong: st.lists(a_row(wrong), max_size=8)),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)


@st.composite
def meddled(draw: st.DrawFn) -> bytes:
    """A likely file, with a stretch of it replaced by other bytes."""
    whole = draw(FILES)
    start = draw(st.integers(0, len(whole)))
    end = draw(st.integers(start, min(len(whole), start + 20)))
    return whole[:start] + draw(st.binary(max_size=8)) + whole[end:]


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.one_of(FILES, meddled(), st.binary(max_size=300)))
@example(written([list(GOOD.values())] * 3, "\n", csv.QUOTE_ALL))
@example(b"observed_on,place,behaviour\n\0,\0,\0")
def test_whatever_is_in_a_file_it_comes_in_once_or_changes_nothing(
    house: Store, content: bytes
) -> None:
    house.write(empty_again)
    before = state(house)
    try:
        report = bring(house, content, add=("place",))
    except Refused as refused:
        assert str(refused).endswith(".")
        assert state(house) == before
        return
    if report.refused:
        assert report.added == 0
        assert state(house) == before
        return
    offered = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    head = [name.strip().casefold() for name in offered[0]]
    said = [dict(zip(head, cells, strict=True)) for cells in offered[1:] if cells]
    assert report.rows == report.added == len(said)
    assert Counter(kept(house, "note, CAST(observed_on AS VARCHAR)")) == Counter(
        (one.get("note", "").strip(" ") or None, one["observed_on"].strip()) for one in said
    )
    assert bring(house, content).added == 0
    assert len(kept(house, "id")) == len(said)


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.one_of(FILES, meddled()))
@example(written([list((GOOD | {"note": "'=1"}).values())] * 3, "\n", csv.QUOTE_ALL))
@example(written([[*GOOD.values()], list((GOOD | {"consent": "x"}).values())], "\n", csv.QUOTE_ALL))
def test_read_quickly_or_row_by_row_a_file_is_the_same(house: Store, content: bytes) -> None:
    house.write(empty_again)
    path = house.path.with_name("either way.csv")
    path.write_bytes(content)

    def became(rows: Callable[[], Iterable[intake.Row]]) -> Report | str:
        try:
            return intake.bring_in(house, rows(), path.name, add=("place",), dry_run=True)
        except Refused as refused:
            return str(refused)

    row_by_row = became(lambda: iter(bringing.interchange(path)))
    assert became(lambda: bringing.interchange(path)) == row_by_row


def empty_again(cursor: store.Cursor) -> None:
    for table in ("observation", "observer", "batch", "change", "place WHERE code <> 'here'"):
        cursor.execute(f"DELETE FROM {table}")
