"""The sample: made the same every time, whole and marked as invented, and gone with one click."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pandas as pd
import pytest

from mirror import bringing, intake, launch, lens, record, sample, store, vocabulary
from mirror.store import Store
from tests.test_house import SCORECARD

BD, GA = "barking-and-dagenham", "gateshead"
LAST_DAY = pd.Timestamp("2026-09-25")
FILES = {"observations": "observation", **sample.TABLES}
README = (sample.FOLDER / "README.md").read_text(encoding="utf-8")
#: The pages that a reflection may be made of, and those whose questions stood in the bank first.
PAGES = {"home", "behaviours", "pace", "entry", "timing", "approach", "infrastructure", "learning"}
ASKED = {"behaviours", "pace", "infrastructure"}
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
    names = ("observations", "gatherings", *sample.TABLES)
    assert set(made) == {f"{name}.csv" for name in names}


@pytest.mark.parametrize(
    ("table", "least", "most"),
    [
        ("observation", 1400, 1600),
        ("observer", 60, 60),
        ("relationship", 110, 130),
        ("block_view", 170, 200),
        ("event", 36, 44),
        ("entry_step", 10, 20),
        ("help", 15, 25),
        ("gathering", 10, 12),
        ("reflection", 20, 30),
        ("loop", 10, 12),
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
    for name, table in {**FILES, "gatherings": "gathering"}.items():
        assert count(filled, table) == rows_in(name), name
    with (sample.FOLDER / "gatherings.csv").open(encoding="utf-8", newline="") as file:
        for met in csv.DictReader(file):
            room = filled.ask(
                "SELECT sector, people FROM gathering_room JOIN gathering ON id = gathering"
                " WHERE place = $place AND held_on = CAST($held_on AS DATE) AND purpose = $purpose",
                {key: met.pop(key) for key in ("place", "held_on", "purpose")},
            )
            heads = {sector: int(people) for sector, people in met.items() if people}
            assert dict(room.itertuples(index=False)) == heads
    assert count(filled, "gathering_room WHERE gathering NOT IN (SELECT id FROM gathering)") == 0


def test_the_readme_says_how_many_rows_each_file_has() -> None:
    for name in (*FILES, "gatherings"):
        [line] = re.findall(rf"^\| `{name}\.csv` \|.*\| ([\d,]+) \|$", README, re.MULTILINE)
        assert int(line.replace(",", "")) == rows_in(name), name


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
        ("behaviour FROM block_view", "code FROM behaviour"),
        ("observer FROM reflection", "code FROM observer"),
        ("sector FROM gathering_room", "code FROM sector"),
    ],
)
def test_every_code_of_the_sample_is_known(filled: Store, used: str, known: str) -> None:
    said = set(
        values(filled, f"SELECT DISTINCT word FROM (SELECT {used}) AS t(word) WHERE word <> ''")
    )
    assert said
    assert said <= set(values(filled, f"SELECT {known}"))


def test_nothing_in_the_sample_happens_after_today(filled: Store) -> None:
    for table in ("observation", "relationship", "block_view", "entry_step", "help", "reflection"):
        assert count(filled, f"{table} WHERE observed_on > current_date") == 0
    assert count(filled, "gathering WHERE held_on > current_date") == 0
    assert count(filled, "loop WHERE greatest(opened_on, closed_on) > current_date") == 0


@pytest.mark.parametrize("place", [BD, GA])
def test_there_is_something_to_say_since_each_place_last_met(filled: Store, place: str) -> None:
    met = filled.ask(
        "SELECT max(held_on) AS day, count(*) AS times, min(held_on) AS first FROM gathering"
        " WHERE place = $place", {"place": place},
    )  # fmt: skip
    assert met.times[0] == 6
    assert met.first[0] < pd.Timestamp("2024-07-01")
    assert 60 <= (LAST_DAY - met.day[0]).days <= 90
    since = filled.ask(
        "SELECT count(*) AS notes, count(DISTINCT observer) AS people FROM observation"
        " WHERE place = $place AND observed_on > $day", {"place": place, "day": met.day[0]},
    )  # fmt: skip
    assert f"{since.notes[0]} notes by {since.people[0]} people" in " ".join(README.split())
    pressing = f"event WHERE place = '{place}' AND kind = 'pressure' AND started_on > '2026-08-31'"
    assert count(filled, pressing) == 1
    due = f"loop WHERE place = '{place}' AND closed_on IS NULL AND revisit_on"
    assert count(filled, f"{due} BETWEEN '{met.day[0]:%F}' AND '{LAST_DAY:%F}'") == 2
    assert count(filled, f"{due} > '{LAST_DAY:%F}'") == 1


def test_what_has_gone_quiet_in_gateshead_is_where_it_was_strongest(filled: Store) -> None:
    here = f"observation WHERE place = '{GA}' AND part = 'frontline' AND behaviour = 'POW2'"
    assert count(filled, f"{here} AND observed_on > '2026-07-08'") == 0
    assert count(filled, f"{here} AND observed_on <= '2026-07-08'") > 20
    there = f"observation JOIN observer ON code = observer WHERE observation.place = '{GA}'"
    assert count(filled, f"{there} AND sector = 'residents' AND observed_on > '2026-07-08'") == 0


FRAGILE = """
WITH latest AS (
    SELECT * FROM block_view WHERE behaviour IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY place, block, behaviour, observer ORDER BY observed_on DESC
    ) = 1
),
pair AS (
    SELECT place, block, behaviour, count(*) AS people,
        count(*) FILTER (effect = 'undermines') AS undermines,
        count(*) FILTER (effect = 'supports') AS supports
    FROM latest GROUP BY ALL
),
person AS (
    SELECT place, part, behaviour, observer, avg(strength) AS strength
    FROM observation WHERE observed_on > '2025-09-30' AND strength IS NOT NULL GROUP BY ALL
),
cell AS (
    SELECT place, part, behaviour, avg(strength) AS strength, count(*) AS people
    FROM person GROUP BY ALL
)
SELECT * FROM pair
"""


def test_views_of_one_behaviour_say_who_supports_who_undermines_and_who_differs(
    filled: Store,
) -> None:
    pairs = filled.ask(FRAGILE)
    for place in (BD, GA):
        here = pairs[pairs.place == place]
        assert len(here) == 12
        assert ((here.supports >= 3) & (here.undermines == 0)).any()
        assert ((here.undermines >= 3) & (here.supports == 0)).any()
        assert ((here.undermines >= 2) & (here.supports >= 2)).any()
    assert count(filled, "block_view WHERE behaviour IS NULL") == 80
    assert count(filled, "block_view WHERE behaviour IS NOT NULL AND effect IS NULL") == 0


@pytest.mark.parametrize(
    ("place", "block", "behaviour", "part", "undermines", "people"),
    [
        (GA, "funding", "POW2", "frontline", 4, 7),
        (GA, "accountability", "PAR3", "frontline", 5, 6),
        (BD, "funding", "PER3", "governance", 5, 7),
        (BD, "accountability", "PER1", "governance", 4, 5),
    ],
)
def test_what_is_strong_and_stands_on_little_is_there(
    filled: Store, place: str, block: str, behaviour: str, part: str, undermines: int, people: int
) -> None:
    [pair] = filled.ask(
        FRAGILE.replace("FROM pair", "FROM pair JOIN cell USING (place, behaviour)")
        + "WHERE (place, block, behaviour, part) = ($place, $block, $behaviour, $part)",
        {"place": place, "block": block, "behaviour": behaviour, "part": part},
    ).to_dict("records")
    assert (pair["undermines"], pair["people"]) == (undermines, people)
    assert pair["strength"] >= 7


def test_a_reflection_is_made_of_a_view_that_the_app_has(filled: Store) -> None:
    parts, codes = (
        set(values(filled, f"SELECT code FROM {name}")) for name in ("part", "behaviour")
    )
    bank = vocabulary.read("questions")
    rows = filled.ask("SELECT * FROM reflection").to_dict("records")
    assert {row["page"] for row in rows} == PAGES
    for row in rows:
        said = dict(parse_qsl(row["lens"], strict_parsing=True))
        assert urlencode(said) == row["lens"]
        assert said.pop("place") == row["place"]
        for key in {"since", "until"} & said.keys():
            assert date.fromisoformat(said.pop(key)) <= row["observed_on"].date()
        if row["page"] == "behaviours" and "cell" in said:
            behaviour, _, part = said.pop("cell").partition(lens.JOINT)
            assert behaviour in codes and part in parts
        if row["page"] == "pace" and "behaviour" in said:
            assert said.pop("behaviour") in codes
        assert not said, row["lens"]
        assert row["question"].endswith("?")
        if row["page"] in ASKED:
            assert row["question"] in set(bank[bank.page == row["page"]].question)
    for place in (BD, GA):
        here = [row for row in rows if row["place"] == place]
        assert {0, 1, 2, 3} == {row["consent"] for row in here}
        for doubt in ("could_be_wrong", "seen_otherwise"):
            assert sum(isinstance(row[doubt], str) for row in here) > len(here) / 2


def test_loops_change_what_people_do_or_what_they_believe_and_some_are_open(
    filled: Store,
) -> None:
    for place in (BD, GA):
        here = f"loop WHERE place = '{place}' AND"
        assert count(filled, f"{here} closed_on IS NOT NULL AND depth = 'double'") == 2
        assert count(filled, f"{here} closed_on IS NOT NULL AND depth = 'single'") == 1
        assert count(filled, f"{here} closed_on IS NULL") == 3
        assert count(filled, f"{here} (closed_on IS NULL) <> (assumption_now IS NULL)") == 0
        assert count(filled, f"{here} assumption_before = assumption_now") == 0


def test_nothing_in_the_sample_speaks_like_a_scorecard_or_shouts(filled: Store) -> None:
    spoken = [
        text
        for table in ("gathering", "reflection", "loop", "block_view WHERE behaviour IS NOT NULL")
        for text in filled.ask(f"SELECT * FROM {table}").to_numpy().ravel()
        if isinstance(text, str)
    ]
    assert len(spoken) > 500
    for text in (*spoken, README):
        assert not SCORECARD.search(text), text
        assert not re.search(r"[a-z]!(\s|$)", text), text


def test_starting_empty_takes_all_of_the_sample_out(sampled: Store) -> None:
    words = count(sampled, "behaviour"), count(sampled, "part"), count(sampled, "level")
    sample.start_empty(sampled)
    others = (*sample.TABLES.values(), *sample.GATHERINGS)
    for table in ("observation", "observer", "place", "batch", *others):
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
    for table in (*sample.TABLES.values(), *sample.GATHERINGS):
        assert count(sampled, table) == 0, table


def test_starting_empty_keeps_a_gathering_of_ones_own_and_one_where_something_was_said(
    sampled: Store,
) -> None:
    record.room(
        sampled, record.new_id(), place=GA, held_on=date(2026, 9, 23), people=3,
        headings={"PAR1": "Honest"}, rows=[record.Person("A", "nhs", {"PAR1": "6"})],
        purpose="Our own",
    )  # fmt: skip
    sampled.write(
        lambda cursor: cursor.execute(
            "INSERT INTO reflection (id, place, page, lens, observer, observed_on, noticed,"
            " consent, gathering, recorded_at)"
            " SELECT uuid(), place, 'home', '', 'BD-30', held_on, 'Ours', 2, id, now()::TIMESTAMP"
            f" FROM gathering WHERE place = '{BD}' AND held_on = '2026-07-01'"
        )
    )
    sample.start_empty(sampled)
    met = sampled.ask(
        "SELECT place, purpose, sum(people)::INTEGER FROM gathering"
        " JOIN gathering_room ON gathering = id GROUP BY ALL ORDER BY ALL"
    )
    assert met.to_numpy().tolist() == [
        [BD, "Hear six frontline teams say the purpose in their own words", 27],
        [GA, "Our own", 3],
    ]
    assert count(sampled, "gathering") == 2
    assert values(sampled, "SELECT noticed FROM reflection") == ["Ours"]
    assert values(sampled, "SELECT code FROM place WHERE NOT invented ORDER BY code") == [BD, GA]
    assert values(sampled, f"SELECT code FROM observer WHERE place = '{BD}'") == ["BD-30"]


def test_starting_empty_leaves_the_gatherings_of_other_places_alone(sampled: Store) -> None:
    bring(sampled, "2026-01-07,St Ives,frontline,PAR1,H-01,residents,,8,,,Elsewhere.,3")
    sampled.write(
        lambda cursor: cursor.execute(
            "INSERT INTO gathering (id, place, held_on, purpose)"
            " VALUES (uuid(), 'st-ives', '2026-01-07', 'Ours')"
        )
    )
    sample.start_empty(sampled)
    assert values(sampled, "SELECT purpose FROM gathering") == ["Ours"]


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


@pytest.mark.parametrize("missing", ["observations", "help", "gatherings"])
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
    for name, table in {**FILES, "gatherings": "gathering"}.items():
        assert count(held, table) == rows_in(name), name


def rows_in(name: str) -> int:
    """How many rows one of the sample's files has; none of its cells has two lines."""
    return len((sample.FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()) - 1
