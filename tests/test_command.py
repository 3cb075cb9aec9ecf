"""`python -m mirror` from the command line: what it does, what it says, and how it leaves."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mirror import intake, launch, mapping, store
from mirror.__main__ import main
from mirror.mapping import Mapping
from tests import held

HEADER = ",".join(intake.COLUMNS)
ROW = "2025-03-01,Here,frontline,PAR1,H-01,council,,7,,,Said aloud.,2"
ELSEWHERE = "2025-03-02,St Ives,Back stage,PAR1,H-02,council,,6,,,,2"
WRONG = "31/02/2025,Here,frontline,PAR1,H-01,council,,11,,,,2"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "mirror.duckdb"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of one row, of a place that a new house does not hold."""
    return written(tmp_path, ROW)


def written(folder: Path, *rows: str) -> Path:
    file = folder / "our notes.csv"
    file.write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
    return file


def mirror(path: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command, run as people run it, with `path` as its file."""
    done = subprocess.run(
        [sys.executable, "-m", "mirror", *map(str, arguments)],
        cwd=store.ROOT, env=os.environ | {"MIRROR_DATA": str(path), "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr
    return done


@contextmanager
def opened(path: Path) -> Iterator[store.Store]:
    held = store.open_store(path)
    try:
        yield held
    finally:
        held.close()


def count(path: Path, table: str) -> int:
    with opened(path) as held:
        return len(held.ask(f"FROM {table}"))


def test_an_import_into_no_file_makes_one_without_the_sample(path: Path, file: Path) -> None:
    done = mirror(path, "import", file, "--add", "place")
    assert done.returncode == 0
    assert done.stdout == "The place “Here” is added.\n1 row read. 1 added, 0 held already.\n"
    assert done.stderr == ""
    with opened(path) as held:
        assert held.ask("SELECT title, invented FROM place").values.tolist() == [["Here", False]]
        assert held.ask("SELECT kind, source FROM batch").values.tolist() == [
            ["import", "our notes.csv"]
        ]
        assert held.ask("SELECT note FROM observation").note.tolist() == ["Said aloud."]


def test_after_an_import_the_dashboard_adds_no_sample(
    path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert mirror(path, "import", file, "--add", "place").returncode == 0
    monkeypatch.setenv("MIRROR_DATA", str(path))
    launch.house().close()
    assert count(path, "place") == 1
    assert count(path, "observation") == 1


def test_a_second_import_says_that_all_of_it_is_held(path: Path, file: Path) -> None:
    mirror(path, "import", file, "--add", "place")
    done = mirror(path, "import", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 row read. 0 added, 1 held already.\n"
    assert count(path, "observation") == 1


def test_what_is_held_already_is_counted_before_and_after(path: Path, tmp_path: Path) -> None:
    mirror(path, "import", written(tmp_path, ROW, ROW), "--add", "place")
    grown = written(tmp_path, ROW, ROW.replace("Said aloud", "New"), ROW, ROW)
    done = mirror(path, "import", grown, "--dry-run")
    assert done.stdout == "4 rows read. 2 would be added, 2 held already.\n"
    done = mirror(path, "import", grown)
    assert done.stdout == "4 rows read. 2 added, 2 held already.\n"
    assert count(path, "observation") == 4


def test_unknown_words_are_refused_each_with_what_to_type_to_add_it(
    path: Path, tmp_path: Path
) -> None:
    done = mirror(path, "import", written(tmp_path, ROW, ELSEWHERE, ROW))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "The part “Back stage” is not held here (1 row). To add it: --add part",
        "The place “Here” is not held here (2 rows). To add it: --add place",
        "The place “St Ives” is not held here (1 row). To add it: --add place",
        "3 rows cannot be taken in, so nothing was stored.",
    ]
    assert count(path, "observation") == count(path, "place") == 0


def test_several_vocabularies_may_grow_at_once(path: Path, tmp_path: Path) -> None:
    done = mirror(path, "import", written(tmp_path, ROW, ELSEWHERE), "--add", "place, part")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "The part “Back stage” is added.",
        "The place “Here” is added.",
        "The place “St Ives” is added.",
        "2 rows read. 2 added, 0 held already.",
    ]


def test_bad_cells_are_named_by_line_and_column_and_nothing_is_kept(
    path: Path, tmp_path: Path
) -> None:
    done = mirror(path, "import", written(tmp_path, ROW, WRONG), "--add", "place")
    assert done.returncode == 1
    assert done.stdout == "The place “Here” would be added.\n"
    assert done.stderr.splitlines() == [
        "Line 3, observed_on: “31/02/2025” is not a date such as 2026-03-31.",
        "Line 3, strength: “11” is not a number from 0 to 10.",
        "1 row cannot be taken in, so nothing was stored.",
    ]
    assert count(path, "observation") == count(path, "place") == 0


def test_of_very_many_bad_cells_only_the_first_are_named(path: Path, tmp_path: Path) -> None:
    done = mirror(path, "import", written(tmp_path, *[WRONG] * 1000), "--add", "place")
    said = done.stderr.splitlines()
    assert done.returncode == 1
    assert len(said) < 30
    assert said[-2:] == [
        "And 1,980 more.",
        "1,000 rows cannot be taken in, so nothing was stored.",
    ]


MEASURED = """
import resource, sys
from mirror.__main__ import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux does")
@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        (
            "2025-03-01,Here,frontline,PAR1,H-{0},council,,{1},,,They said so aloud: {0}.,2\n",
            0, "1,000,000 rows read. 1,000,000 added, 0 held already.",
        ),
        (
            "31/02/2025,Here,Back stage,PAR1,H-{0},council,,11,up,9,They said so aloud: {0}.,x\n",
            1, "1,000,000 rows cannot be taken in, so nothing was stored.",
        ),
    ],
    ids=["good", "bad"],
)  # fmt: skip
def test_a_million_rows_come_in_or_are_refused_within_a_gigabyte_of_memory(
    path: Path, tmp_path: Path, row: str, code: int, said: str
) -> None:
    file = tmp_path / "long.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write(HEADER + "\n")
        out.writelines(row.format(n, n % 11) for n in range(1_000_000))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "import", file, "--add", "place"],
        cwd=store.ROOT, env=os.environ | {"MIRROR_DATA": str(path), "PYTHONUTF8": "1"},
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == code
    *_, megabytes = done.stdout.splitlines()
    assert said in done.stdout + done.stderr
    assert len((done.stdout + done.stderr).splitlines()) < 30
    assert int(megabytes) < 1000


def test_rows_that_say_several_things_or_nothing_add_up(path: Path, tmp_path: Path) -> None:
    file = held.text(
        tmp_path / "f.csv", "Date,PER1,PAR3", "2025-03-14,1,1", "2025-03-14,0,0",
        "2025-03-14,1,0", "2025-03-15,,",
    )  # fmt: skip
    mapping.save(
        Mapping(
            columns={"observed_on": "Date"}, fixed={"place": "Here"}, marks=True,
            behaviours={"PER1": "PER1", "PAR3": "PAR3"},
        ),
        tmp_path / "m.toml",
    )  # fmt: skip
    done = mirror(path, "import", file, "--map", tmp_path / "m.toml", "--add", "place")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "The place “Here” is added.",
        "3 rows without an observer: those of one sector and organisation count as one voice.",
        "2 rows name no behaviour and were left out.",
        "4 rows read. They say 3 observations. 3 added, 0 held already.",
    ]


def test_whoever_sits_at_a_terminal_sees_how_far_the_reading_is(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    file = written(tmp_path, *[ROW] * 60_000)
    monkeypatch.setenv("MIRROR_DATA", str(path))
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    assert main(["import", str(file), "--add", "place"]) == 0
    assert capsys.readouterr().out.endswith("60,000 rows read. 60,000 added, 0 held already.\n")
    shown = terminal.getvalue().split("\r")
    assert "60,000 rows read, 100%" in shown and len(shown) > 4
    assert shown[-1] == "" and not shown[-2].strip(), "the line is wiped"


def test_a_dry_run_says_what_would_be_done_and_does_none_of_it(path: Path, file: Path) -> None:
    done = mirror(path, "import", file, "--add", "place", "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "The place “Here” would be added.\n1 row read. 1 would be added, 0 held already.\n"
    )
    for table in ("observation", "place", "observer", "batch", "change"):
        assert count(path, table) == 0


def test_rows_without_an_observer_are_said_to_count_as_one_voice(
    path: Path, tmp_path: Path
) -> None:
    done = mirror(path, "import", written(tmp_path, ROW.replace("H-01", "")), "--add", "place")
    assert done.returncode == 0
    assert "1 row without an observer" in done.stdout


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "is empty"), (b"PK\x03\x04\xff", "."), (None, "cannot be read: No such file")],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    path: Path, tmp_path: Path, content: bytes | None, says: str
) -> None:
    file = tmp_path / "notes.csv"
    if content is not None:
        file.write_bytes(content)
    done = mirror(path, "import", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("notes.csv ")
    assert done.stderr.endswith(".\n")
    assert done.stderr.count("\n") == 1
    assert says in done.stderr


def test_a_foreign_data_file_is_refused_in_a_sentence_and_left_as_it_was(
    path: Path, file: Path
) -> None:
    path.parent.mkdir()
    path.write_text("my shopping list")
    done = mirror(path, "import", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "mirror.duckdb is not a Place Mirror file. It was left as it is.\n"
    assert path.read_text() == "my shopping list"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "COMMAND"),
        (["dance"], "dance"),
        (["import"], "FILE"),
        (["import", "a.csv", "--add", "colour"], "colour cannot be added. Choose among place, "),
        (["import", "a.csv", "--loudly"], "--loudly"),
    ],
)
def test_what_is_not_understood_ends_with_2_and_makes_no_file(
    path: Path, arguments: list[str], says: str
) -> None:
    done = mirror(path, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: python -m mirror")
    assert says in done.stderr
    assert not path.exists()
