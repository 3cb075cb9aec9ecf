"""`python -m mirror check`: says what is wrong with a file, and saves what can be read of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from bench import damage, world
from mirror import backup, intake, log, sample, store, vocabulary
from mirror.__main__ import main
from mirror.store import Refused
from tests.test_pages import opened

#: What DuckDB reads and checks as one.
BLOCK, HEADERS = 262_144, 3 * 4096
ROWS = 40_000


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house whose observations stand in several blocks."""
    path = tmp_path_factory.mktemp("big") / "house.duckdb"
    world.fill(path, ROWS)
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with the sample in it."""
    path = tmp_path_factory.mktemp("small") / "house.duckdb"
    with closing(store.open_store(path)) as held:
        vocabulary.bring_up_to_date(held)
        sample.fill(held)
        held.write(lambda cursor: intake.record_change(cursor, "test", "one", 1))
    return path


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the file is that is checked; it must be left as it was, and nothing beside it."""
    path = tmp_path / "mirror.duckdb"
    monkeypatch.setenv("MIRROR_DATA", str(path))
    yield path
    left = {file.name for file in tmp_path.iterdir()}
    assert left <= {
        "mirror.duckdb", "mirror.duckdb.wal", "mirror.duckdb.lock", "saved.duckdb", "backups",
        "saved.duckdb.lock", "mirror.log", "other.duckdb",
    }  # fmt: skip


def blocks_of(path: Path, table: str, column: str) -> list[int]:
    """The blocks in which a column stands."""
    with duckdb.connect(str(path), read_only=True) as held:
        found = held.execute(
            "SELECT DISTINCT block_id FROM pragma_storage_info($table)"
            " WHERE column_name = $column AND block_id >= 0 AND segment_type <> 'VALIDITY'",
            {"table": table, "column": column},
        ).fetchall()
    return sorted(block for (block,) in found)


def hurt(house: Path, path: Path, *places: int) -> None:
    """A copy of a house at `path` with a bit turned over in each of these places."""
    content = bytearray(house.read_bytes())
    for place in places:
        content[place] ^= 4
    path.write_bytes(content)


def within(block: int) -> int:
    return HEADERS + block * BLOCK + 3_000


def checked(
    capsys: pytest.CaptureFixture[str], *arguments: object
) -> tuple[int, str, str]:  # fmt: skip
    code = main(["check", *map(str, arguments)])
    told = capsys.readouterr()
    return code, told.out, told.err


def numbers(path: Path, table: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as held:
        return held.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()


def test_a_whole_file_says_what_it_holds_and_is_left_as_it_is(
    big: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hurt(big, path)
    code, out, err = checked(capsys, "--save", path.with_name("saved.duckdb"))
    assert (code, err) == (0, "")
    first, second, *_, last = out.splitlines()
    assert first.startswith("The file is whole: 39,")
    assert " observations of 2 places, " in first and first.endswith(" rows in all.")
    assert second == "The file opens. Its change log fits: 1 entry."
    assert last == "There is nothing to save from it, so nothing was written."
    assert path.read_bytes() == big.read_bytes() and not path.with_name("saved.duckdb").exists()


def test_of_a_damaged_block_only_the_rows_around_it_are_lost(
    big: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = blocks_of(big, "observation", "id")
    assert len(blocks) > 2
    hurt(big, path, within(blocks[1]))
    before, saved = path.read_bytes(), path.with_name("saved.duckdb")
    code, out, err = checked(capsys, "--save", saved)
    assert (code, out) == (0, "")
    assert path.read_bytes() == before
    kept, whole = {row[0] for row in numbers(saved, "observation")}, numbers(big, "observation")
    assert f"observation: {len(kept):,} of {ROWS:,} rows" in err
    assert ROWS * 0.4 < len(kept) < ROWS
    assert {*numbers(saved, "observation")} < {*whole}
    for table in ("observer", "relationship", "block_view", "event", "place", "batch"):
        assert numbers(saved, table) == numbers(big, table)
    assert f"{saved}" in err and "python -m mirror restore" in err
    assert f"No backup of it is in {store.backups(path)}." in err
    # What was saved is a house: it opens, and says in its change log what it is.
    with closing(store.open_store(saved)) as held:
        assert held.ask("SELECT what FROM change ORDER BY number").what.tolist() == [
            "import", "save what can be read",
        ]  # fmt: skip
    assert checked(capsys, saved)[0] == 0
    assert main(["restore", str(saved)]) == 0
    assert len(numbers(path, "observation")) == len(kept)


def test_without_a_name_to_save_to_it_says_what_could_be_saved_and_writes_nothing(
    big: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hurt(big, path, within(blocks_of(big, "relationship", "id")[0]))
    code, out, err = checked(capsys)
    assert (code, out) == (1, "")
    assert err.startswith("mirror.duckdb is damaged. Not all of these tables can be read:\n  rel")
    assert "python -m mirror check --save mirror-saved.duckdb" in err
    assert not list(path.parent.glob("*saved*"))


def test_nothing_is_written_over(
    big: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    hurt(big, path, within(blocks_of(big, "event", "id")[0]))
    other = path.with_name("other.duckdb")
    other.write_bytes(b"mine")
    assert checked(capsys, "--save", other)[0] == 1
    assert checked(capsys, "--save", path)[0] == 1
    assert other.read_bytes() == b"mine" and path.stat().st_size == big.stat().st_size


@pytest.mark.parametrize("place", ["the header", "the list of tables"])
def test_a_file_that_does_not_open_is_told_with_its_newest_backup(
    place: str, small: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(small, path)
    with closing(store.open_store(path)) as held:
        made = backup.make(held)
    hurt(small, path, {"the header": 4096 + 100, "the list of tables": within(0)}[place])
    code, _, err = checked(capsys, "--save", path.with_name("saved.duckdb"))
    assert code == 1
    assert err.splitlines()[0] == (
        "mirror.duckdb is damaged where it begins or lists its tables. None of it can be read."
    )
    assert err.strip().endswith(f"UTC: {made}")
    assert not path.with_name("saved.duckdb").exists()


def test_where_the_log_is_damaged_the_file_is_saved_without_what_was_said_last(
    path: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    house = tmp_path_factory.mktemp("killed") / "house.duckdb"
    damage.prepare(house, 3_000)
    shutil.copy(house, path)
    log = bytearray(house.with_name("house.duckdb.wal").read_bytes())
    log[log.index(b"Said last, 20")] ^= 1
    path.with_name("mirror.duckdb.wal").write_bytes(log)
    before, saved = path.read_bytes(), path.with_name("saved.duckdb")
    code, _, err = checked(capsys, "--save", saved)
    assert code == 0 and "cannot be read, so that it would be missing." in err
    assert "what was taken back or amended may stand there again" in err
    assert path.read_bytes() == before
    assert path.with_name("mirror.duckdb.wal").read_bytes() == log
    assert len(numbers(saved, "event")) == 40
    assert numbers(saved, "observation") == numbers(house, "observation")
    # An entry that is not all there is taken for the end, and so is one whose length is damaged.
    log = bytearray(house.with_name("house.duckdb.wal").read_bytes()[:-5])
    path.with_name("mirror.duckdb.wal").write_bytes(log)
    code, out, err = checked(capsys)
    assert (code, err) == (0, "") and "mirror.duckdb.wal, which breaks off." in out
    path.with_name("mirror.duckdb.wal").write_bytes(
        house.with_name("house.duckdb.wal").read_bytes()
    )
    assert "breaks off" not in checked(capsys)[1]


def test_a_table_that_is_missing_is_told_and_there_again_in_what_is_saved(
    small: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(small, path)
    with duckdb.connect(str(path)) as other:
        other.execute("DROP TABLE snapshot")
        other.execute("ALTER TABLE remark DROP COLUMN who")
    code, _, err = checked(capsys, "--save", path.with_name("saved.duckdb"))
    assert code == 0 and "  snapshot: none of its rows\n" in err
    assert "  remark: 0 of 0 rows" not in err
    with closing(store.open_store(path.with_name("saved.duckdb"))) as held:
        assert held.ask("FROM snapshot").empty and "who" in held.ask("FROM remark")


def test_places_whose_names_are_lost_are_called_by_their_code_and_stay_invented(
    small: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hurt(small, path, within(blocks_of(small, "place", "title")[0]))
    saved = path.with_name("saved.duckdb")
    code, _, err = checked(capsys, "--save", saved)
    assert code == 0 and "Each place whose name is lost is called by its code." in err
    rows = [row[:3] for row in numbers(saved, "place")]
    assert ("gateshead", "gateshead", True) in rows


def test_a_file_of_an_older_place_mirror_is_saved_and_brought_up_to_date(
    path: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    earlier = tmp_path_factory.mktemp("earlier")
    for step in sorted(store.MIGRATIONS.glob("*.sql")):
        if step.stem < "0008":
            shutil.copy(step, earlier)
    store.open_store(path, earlier).close()
    with duckdb.connect(str(path)) as other:
        other.execute("INSERT INTO place (code, title) VALUES ('here', 'Here')")
        other.execute("INSERT INTO change VALUES (uuid(), now()::TIMESTAMP, 'x', NULL, 1)")
        other.execute("INSERT INTO observer VALUES ('here', 'A', NULL, 'Ours')")
    shutil.copy(path, earlier / "house")
    hurt(earlier / "house", path, within(blocks_of(path, "observer", "organisation")[0]))
    saved = path.with_name("saved.duckdb")
    code, _, err = checked(capsys, "--save", saved)
    assert code == 0 and "observer: 0 of 1 row\n" in err
    with closing(store.open_store(saved)) as held:
        assert held.ask("SELECT title FROM place").title.tolist() == ["Here"]
        assert len(held.ask("FROM migration")) == len(list(store.MIGRATIONS.glob("*.sql")))
    assert checked(capsys, saved)[0] == 0, "its change log fits"


def test_a_file_that_is_open_is_not_looked_at(
    small: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(small, path)
    with closing(store.open_store(path)) as held:
        held.say_where("http://localhost:1")
        assert checked(capsys) == (
            1, "", "mirror.duckdb is already open in another Place Mirror at http://localhost:1.\n"
        )  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"not ours", None])
def test_what_is_no_file_of_ours_is_refused_in_a_sentence(
    content: bytes | None, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        path.write_bytes(content)
    code, out, err = checked(capsys)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert ("is not a Place Mirror file" in err) or (content is None and "cannot be read" in err)


def test_a_damaged_file_that_is_opened_is_told_with_what_to_type(
    small: Path, path: Path
) -> None:  # fmt: skip
    hurt(small, path, within(0))
    with pytest.raises(Refused, match="python -m mirror check"):
        store.open_store(path)


def test_what_a_kill_left_of_a_look_is_cleared_by_the_next(
    small: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(small, path)
    left = path.with_name("mirror.duckdb.looking-x")
    left.mkdir()
    shutil.copy(small, left)
    assert checked(capsys)[0] == 0
    assert not left.exists()


def test_a_page_that_meets_damage_says_what_to_type_and_the_log_has_it(
    small: Path, path: Path
) -> None:
    hurt(small, path, within(blocks_of(small, "observation", "id")[0]))
    with closing(store.open_store(path)):
        app = opened("behaviours")
        assert not app.exception
        [told] = [each.value.replace("\\", "") for each in app.error]
    assert "is damaged" in told and "python -m mirror check" in told
    said = log.of(path).read_text(encoding="utf-8")
    assert "mirror.store.Damaged" in said and "queries" not in told


def test_files_damaged_at_random_never_fall_over_and_give_no_row_that_was_never_held(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def check(path: Path, saved: Path) -> tuple[int, str]:
        code, out, err = checked(capsys, path, "--save", saved)
        return code, out + err

    tallies = damage.run(5, rows=1_000, seed=11, check=check)
    outcomes = {name for tally in tallies.values() for name in tally.outcomes}
    assert sum(tally.files for tally in tallies.values()) == 5 and "saved" in outcomes
    assert not [name for name in outcomes if name.startswith("NEVER")]
