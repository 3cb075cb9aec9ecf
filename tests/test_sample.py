"""The sample: made the same every time, whole and marked as invented, and gone with one click."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mirror import bringing, intake, launch, sample, store, vocabulary
from mirror.store import Store

BD, GA = "barking-and-dagenham", "gateshead"
HEADER = ",".join(intake.COLUMNS)


def count(held: Store, of: str) -> int:
    return int(held.ask(f"SELECT count(*) AS n FROM {of}").n[0])


def values(held: Store, question: str) -> list[str]:
    return [str(row[0]) for row in held.ask(question).values.tolist()]


def bring(held: Store, *rows: str) -> intake.Report:
    file = held.path.with_name("ours.csv")
    file.write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
    report = intake.bring_in(
        held, bringing.interchange(file), file.name, add=("place", "behaviour")
    )
    assert not report.refused
    return report


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A house with the sample, for tests that only look at it."""
    held = store.open_store(tmp_path_factory.mktemp("filled") / "mirror.duckdb")
    vocabulary.bring_up_to_date(held)
    sample.fill(held)
    yield held
    held.close()


def test_the_sample_is_made_again_byte_for_byte(tmp_path: Path) -> None:
    shutil.copy(sample.FOLDER / "make.py", tmp_path)
    subprocess.run([sys.executable, tmp_path / "make.py"], check=True)
    made = {file.name: file.read_bytes() for file in tmp_path.glob("*.csv")}
    assert made == {file.name: file.read_bytes() for file in sample.FOLDER.glob("*.csv")}
    assert set(made) == {f"{name}.csv" for name in ("observations", *sample.TABLES)}


@pytest.mark.parametrize(
    ("table", "least", "most"),
    [
        ("observation", 1400, 1600),
        ("observer", 60, 60),
        ("relationship", 110, 130),
        ("block_view", 75, 85),
        ("event", 36, 44),
        ("entry_step", 10, 20),
        ("help", 15, 25),
        ("place", 2, 2),
    ],
)
def test_the_sample_fills_the_house_as_its_readme_says(
    filled: Store, table: str, least: int, most: int
) -> None:
    assert least <= count(filled, table) <= most
    assert set(values(filled, f"SELECT DISTINCT {place_of(table)} FROM {table}")) == {BD, GA}


def place_of(table: str) -> str:
    return "code" if table == "place" else "place"


def test_every_row_of_every_file_is_held_once(filled: Store) -> None:
    for name, table in {"observations": "observation", **sample.TABLES}.items():
        assert count(filled, table) == rows_in(name), name


def test_the_sample_is_marked_as_invented_and_its_rows_as_the_samples(filled: Store) -> None:
    assert count(filled, "place WHERE NOT invented") == 0
    assert set(values(filled, "SELECT kind FROM batch")) == {"sample"}
    for table in ("observation", *sample.TABLES.values()):
        assert count(filled, f"{table} WHERE batch NOT IN (SELECT id FROM batch)") == 0
        assert count(filled, f"{table} WHERE batch IS NULL") == 0


@pytest.mark.parametrize(
    ("used", "known"),
    [
        ("place FROM observation", "code FROM place"),
        ("part FROM observation", "code FROM part"),
        ("behaviour FROM observation", "code FROM behaviour"),
        ("observer FROM observation", "code FROM observer"),
        ("sector FROM observer", "code FROM sector"),
        ("direction FROM observation", "code FROM level WHERE scale = 'direction'"),
        (
            "CAST(overtness AS VARCHAR) FROM observation",
            "code FROM level WHERE scale = 'overtness'",
        ),
        ("CAST(consent AS VARCHAR) FROM observation", "code FROM level WHERE scale = 'consent'"),
        ("block FROM block_view", "code FROM block"),
        ("observer FROM block_view", "code FROM observer"),
        ("CAST(level AS VARCHAR) FROM block_view", "code FROM level WHERE scale = 'readiness'"),
        ("effect FROM block_view", "code FROM level WHERE scale = 'effect'"),
        (
            "CAST(confidence AS VARCHAR) FROM block_view",
            "code FROM level WHERE scale = 'confidence'",
        ),
        ("observer FROM relationship", "code FROM observer"),
        ("party FROM relationship", "organisation FROM observer"),
        ("other_party FROM relationship", "organisation FROM observer"),
        (
            "CAST(level AS VARCHAR) FROM relationship",
            "code FROM level WHERE scale = 'collaboration'",
        ),
        ("CAST(trust AS VARCHAR) FROM relationship", "code FROM level WHERE scale = 'trust'"),
        ("CAST(altitude AS VARCHAR) FROM entry_step", "code FROM level WHERE scale = 'altitude'"),
        ("given_by FROM help", "organisation FROM observer"),
        ("given_to FROM help", "organisation FROM observer"),
    ],
)
def test_every_code_of_the_sample_is_known(filled: Store, used: str, known: str) -> None:
    said = set(
        values(filled, f"SELECT DISTINCT word FROM (SELECT {used}) AS t(word) WHERE word <> ''")
    )
    assert said
    assert said <= set(values(filled, f"SELECT {known}"))


def test_nothing_in_the_sample_happens_after_today(filled: Store) -> None:
    for table in ("observation", "relationship", "block_view", "entry_step", "help"):
        assert count(filled, f"{table} WHERE observed_on > current_date") == 0


def test_starting_empty_takes_all_of_the_sample_out(sampled: Store) -> None:
    words = count(sampled, "behaviour"), count(sampled, "part"), count(sampled, "level")
    sample.start_empty(sampled)
    for table in ("observation", "observer", "place", "batch", *sample.TABLES.values()):
        assert count(sampled, table) == 0, table
    assert (count(sampled, "behaviour"), count(sampled, "part"), count(sampled, "level")) == words
    assert "start empty" in values(sampled, "SELECT what FROM change")


def test_starting_empty_keeps_what_was_imported_even_into_the_samples_place(
    sampled: Store,
) -> None:
    bring(
        sampled,
        "2026-01-05,Gateshead,frontline,PAR1,GA-05,council,Council tax team,6,,,By theirs.,3",
        "2026-01-06,Gateshead,frontline,We dance,OURS-1,nhs,,7,,,By ours.,3",
        "2026-01-07,St Ives,frontline,PAR1,GA-05,residents,,8,,,Elsewhere.,3",
    )
    sample.start_empty(sampled)
    assert values(sampled, "SELECT note FROM observation ORDER BY observed_on") == [
        "By theirs.", "By ours.", "Elsewhere.",
    ]  # fmt: skip
    assert sampled.ask("SELECT code, invented FROM place ORDER BY code").values.tolist() == [
        [GA, False], ["st-ives", False],
    ]  # fmt: skip
    assert sampled.ask("SELECT place, code, sector FROM observer ORDER BY ALL").values.tolist() == [
        [GA, "GA-05", "council"], [GA, "OURS-1", "nhs"], ["st-ives", "GA-05", "residents"],
    ]  # fmt: skip
    assert values(sampled, "SELECT kind FROM batch") == ["import"]
    assert "We dance" in values(sampled, "SELECT title FROM behaviour")
    for table in sample.TABLES.values():
        assert count(sampled, table) == 0, table


def test_starting_empty_twice_changes_nothing_more(sampled: Store) -> None:
    bring(sampled, "2026-01-05,Gateshead,frontline,PAR1,GA-05,council,,6,,,Kept.,3")
    sample.start_empty(sampled)
    sample.start_empty(sampled)
    assert values(sampled, "SELECT note FROM observation") == ["Kept."]
    assert values(sampled, "SELECT code FROM place") == [GA]


def test_a_house_started_empty_stays_empty_at_the_next_launch(data: Path) -> None:
    held = launch.house()
    assert count(held, "place") == 2
    sample.start_empty(held)
    held.close()
    held = launch.house()
    assert count(held, "place") == count(held, "observation") == count(held, "batch") == 0


def test_a_house_is_given_the_sample_once(data: Path) -> None:
    held = launch.house()
    before = {table: count(held, table) for table in ("observation", "place", "batch", "event")}
    assert launch.house() is held
    held.close()
    held = launch.house()
    assert {table: count(held, table) for table in before} == before


def test_the_house_is_offered_no_sample_once_something_was_done_to_it(empty: Store) -> None:
    assert sample.is_untouched(empty)
    bring(empty, "2026-01-05,St Ives,frontline,PAR1,H-01,council,,6,,,Kept.,3")
    assert not sample.is_untouched(empty)


def test_an_import_of_the_samples_own_file_into_it_adds_nothing(sampled: Store) -> None:
    before = count(sampled, "observation")
    rows = bringing.interchange(sample.FOLDER / "observations.csv")
    report = intake.bring_in(sampled, rows, "observations.csv")
    assert (report.added, report.refused, report.unknown) == (0, (), ())
    assert count(sampled, "observation") == before


@pytest.mark.parametrize("missing", ["observations", "help"])
def test_a_launch_cut_off_while_the_sample_went_in_is_made_good_by_the_next(
    data: Path, missing: str
) -> None:
    torn = shutil.copytree(sample.FOLDER, data.with_name("torn"))
    (torn / f"{missing}.csv").unlink()
    held = store.open_store(data)
    vocabulary.bring_up_to_date(held)
    with pytest.raises((store.Refused, OSError)):
        sample.fill(held, torn)
    held.close()
    held = launch.house()
    for name, table in {"observations": "observation", **sample.TABLES}.items():
        assert count(held, table) == rows_in(name), name


def rows_in(name: str) -> int:
    """How many rows one of the sample's files has; none of its cells has two lines."""
    return len((sample.FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()) - 1
