"""A real file that nobody here wrote: 86 countries, 13 questions, long notes with many lines."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from mirror import bringing, intake, store
from mirror.store import Store
from tests import barometer

SOURCE = store.ROOT.parent / "shared" / "data" / "open-data-barometer-scores-2014.csv"

pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason="the real files are not here")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interchange file that the script makes."""
    out = tmp_path_factory.mktemp("barometer") / "barometer.csv"
    script = Path(barometer.__file__)
    subprocess.run([sys.executable, script, SOURCE, out], check=True, cwd=out.parent)
    return out


def bring(held: Store, file: Path, *add: str) -> intake.Report:
    return intake.bring_in(held, bringing.interchange(file), file.name, add=add)


def offered() -> list[dict[str, str]]:
    return list(barometer.scores(SOURCE))


def held_notes(held: Store) -> Counter[tuple[str, str, float, str]]:
    """Each observation by its place's and behaviour's label, its strength and its note."""
    answer = held.ask(
        "SELECT place.title, behaviour.title, observation.strength, observation.note "
        "FROM observation JOIN place ON place.code = observation.place "
        "JOIN behaviour ON behaviour.code = observation.behaviour"
    )
    return Counter(answer.itertuples(index=False, name=None))


def test_without_leave_to_add_words_it_is_refused_with_the_words_that_could_be_added(
    empty: Store, file: Path
) -> None:
    report = bring(empty, file)
    kinds = {kind: {w.spelling for w in report.unknown if w.kind == kind} for kind in KINDS}
    assert kinds["place"] == {row["Country"] for row in offered()}
    assert kinds["behaviour"] == {row["Question.ID"] for row in offered()}
    assert {word.kind for word in report.unknown} == set(KINDS)
    assert sum(word.rows for word in report.unknown) == 2 * len(offered())
    assert {cell.line for cell in report.refused} >= {2}
    assert len({cell.line for cell in report.refused}) == len(offered())
    for table in ("observation", "place", "observer", "batch", "change"):
        assert empty.ask(f"FROM {table}").empty
    assert len(empty.ask("FROM behaviour")) == 9


KINDS = ("place", "behaviour")


def test_with_leave_to_add_words_every_scored_row_comes_in_once_with_its_note_as_written(
    empty: Store, file: Path
) -> None:
    report = bring(empty, file, *KINDS)
    assert (report.rows, report.added, report.refused) == (len(offered()), len(offered()), ())
    assert len(offered()) > 1000
    assert held_notes(empty) == Counter(
        (row["Country"], row["Question.ID"], float(row["Response"]), row["Justification"])
        for row in offered()
    )
    assert len(empty.ask("FROM observer")) == len({row["Country"] for row in offered()})
    said = empty.ask(
        "SELECT DISTINCT CAST(observed_on AS VARCHAR) AS day, consent FROM observation"
    )
    assert said.values.tolist() == [["2014-12-31", 3]]


def test_the_second_time_nothing_is_added(empty: Store, file: Path) -> None:
    bring(empty, file, *KINDS)
    before = held_notes(empty)
    report = bring(empty, file)
    assert (report.added, report.already_held, report.refused) == (0, len(offered()), ())
    assert held_notes(empty) == before
