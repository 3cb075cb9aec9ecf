"""The change log: every entry is bound to all before it, and tampering with one is found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from mirror import chain, intake, store
from mirror.__main__ import main

#: Ways to tamper with the file, and the place of the first entry that does not fit any more.
TAMPERED = {
    "what an entry says": ("UPDATE change SET what = 'nothing much' WHERE number = 3", 3),
    "whom an entry names": ("UPDATE change SET who = 'somebody else' WHERE number = 3", 3),
    "a subject moved to what was done": (
        "UPDATE change SET what = what || subject, subject = NULL WHERE number = 3", 3,
    ),
    "when it was": (
        "UPDATE change SET changed_at = changed_at + INTERVAL 1 MICROSECOND WHERE number = 3", 3,
    ),
    "how many rows": ("UPDATE change SET row_count = 9 WHERE number = 1", 1),
    "one removed": ("DELETE FROM change WHERE number = 3", 3),
    "the first removed": ("DELETE FROM change WHERE number = 1", 1),
    "one removed and the rest counted anew": (
        "DELETE FROM change WHERE number = 2;"
        " UPDATE change SET number = number - 1 WHERE number > 2", 2,
    ),
    "two in the other order": (
        "UPDATE change SET number = CASE number WHEN 2 THEN 4 WHEN 4 THEN 2 ELSE number END", 2,
    ),
    "one put between": (
        "UPDATE change SET number = number + 1 WHERE number > 3;"
        " INSERT INTO change SELECT 4, uuid(), changed_at, what, subject, 1, who, chain"
        " FROM change WHERE number = 3", 4,
    ),
    "one put at the end": (
        "INSERT INTO change SELECT 6, uuid(), changed_at, what, subject, 1, who, chain"
        " FROM change WHERE number = 5", 6,
    ),
    "one twice": ("INSERT INTO change SELECT * FROM change WHERE number = 5", 6),
}  # fmt: skip


def log(held: store.Store, *entries: str) -> None:
    def work(cursor: store.Cursor) -> None:
        for said in entries:
            intake.record_change(cursor, "test", said, 1)

    held.write(work)


@pytest.fixture
def logged(empty: store.Store) -> store.Store:
    log(empty, "one", "zwölf € 🪞", "", "4", "five")
    return empty


def test_an_untouched_log_fits_and_every_entry_says_who(logged: store.Store) -> None:
    found = chain.checked(logged)
    assert (found.entries, found.wrong) == (5, None)
    rows = logged.ask("SELECT number, who FROM change ORDER BY number")
    assert rows.number.tolist() == [1, 2, 3, 4, 5]
    assert set(rows.who) == {"the person at the machine"}


@pytest.mark.parametrize("way", TAMPERED)
def test_tampering_is_found_at_the_first_entry_that_does_not_fit(
    way: str, logged: store.Store
) -> None:
    text, place = TAMPERED[way]
    logged.write(lambda cursor: [cursor.execute(one) for one in text.split(";")])
    found = chain.checked(logged).wrong
    assert found is not None and found[0] == place


def test_a_cut_off_tail_shows_in_the_head_alone(logged: store.Store) -> None:
    before = chain.checked(logged)
    logged.write(lambda cursor: cursor.execute("DELETE FROM change WHERE number = 5"))
    after = chain.checked(logged)
    assert after.wrong is None and after.head != before.head


def test_what_was_done_before_there_was_a_chain_is_chained_in_its_order(tmp_path: Path) -> None:
    earlier = tmp_path / "migrations"
    earlier.mkdir()
    for step in sorted(store.MIGRATIONS.glob("*.sql")):
        if step.stem < "0010":
            shutil.copy(step, earlier)
    path = tmp_path / "old.duckdb"
    store.open_store(path, earlier).close()
    with duckdb.connect(str(path)) as other:
        other.execute(
            "INSERT INTO change SELECT uuid(), TIMESTAMP '2026-01-01 10:00:00.000001'"
            " + to_seconds(range % 7), 'wh€t ' || range, CASE WHEN range % 2 = 0 THEN 'x' END,"
            " range FROM range(3000)"
        )
    held = store.open_store(path)
    try:
        log(held, "and then")
        found = chain.checked(held)
        assert (found.entries, found.wrong) == (3001, None)
        times = held.ask("SELECT changed_at FROM change ORDER BY number").changed_at
        assert times.is_monotonic_increasing
    finally:
        held.close()


def test_the_command_says_that_the_log_fits_with_its_head(
    logged: store.Store, capsys: pytest.CaptureFixture[str]
) -> None:
    head = chain.checked(logged).head
    logged.close()
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert "5 entries" in said and head in said and "Keep the head elsewhere" in said


def test_the_command_names_the_first_entry_that_does_not_fit(
    logged: store.Store, capsys: pytest.CaptureFixture[str]
) -> None:
    logged.write(lambda cursor: cursor.execute("UPDATE change SET what = 'x' WHERE number = 2"))
    logged.close()
    assert main(["check"]) == 1
    told = capsys.readouterr()
    assert told.err.startswith("Entry 2 of the change log does not fit those before it (x, 20")
    assert told.out == ""


def test_the_command_says_of_a_file_that_does_not_open_why(data: Path) -> None:
    data.write_bytes(b"not ours")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "mirror", "check"], cwd=store.ROOT, capture_output=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 1 and b"is not a Place Mirror file" in done.stderr
    finally:
        data.unlink()


def test_only_one_place_writes_into_the_change_log() -> None:
    writers = [
        path.relative_to(store.ROOT).as_posix() for path in (store.ROOT / "mirror").rglob("*.py")
        if "change/record" in path.read_text(encoding="utf-8")
    ]  # fmt: skip
    assert writers == ["mirror/intake.py"]
