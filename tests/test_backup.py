"""Backups: each is whole and of one moment, none is lost sight of, and each can be gone back to."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Never

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mirror import access, backup, log, sample, store, takeback, vocabulary
from mirror.__main__ import main
from mirror.backup import Backup
from mirror.store import Refused, Store
from tests.test_command import mirror
from tests.test_pages import opened as page
from tests.test_pages import said
from tests.test_store import PUT, blocks, contents, flipped, numbers, put, run
from tests.test_takeback import left_in_the_file, one, secret
from tests.test_workshop import meet

A_YEAR = timedelta(days=365)

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits are POSIX's here")


@contextmanager
def opened(path: Path, migrations: Path = store.MIGRATIONS) -> Iterator[Store]:
    held = store.open_store(path, migrations)
    try:
        yield held
    finally:
        held.close()


def made(held: Store) -> Path:
    """A backup that was made now."""
    new = backup.make(held)
    assert new is not None
    return new


def sums(path: Path) -> store.Sums:
    """What a file adds up to that is only read."""
    file = store.open_apart(path)
    try:
        return file.sums()
    finally:
        file.close()


def sentence(refused: pytest.ExceptionInfo[Refused]) -> str:
    told = str(refused.value)
    assert told.endswith(".") and "\n" not in told
    return told


# --- made -----------------------------------------------------------------------------------------


def test_a_backup_opens_and_holds_what_was_held(tiny: Store, tmp_path: Path) -> None:
    put(tiny, 1)
    new = made(tiny)
    assert new.parent == store.backups(tiny.path)
    assert [one.path for one in backup.of(tiny.path)] == [new]
    assert sums(new) == tiny.sums()
    assert sum(rows for rows, _ in tiny.sums().values()) > 100
    with opened(shutil.copyfile(new, tmp_path / "elsewhere.duckdb")) as held:
        assert held.sums() == tiny.sums()
        views = "SELECT * FROM observation_now ORDER BY ALL"
        assert held.ask(views).equals(tiny.ask(views))


def test_sums_tell_when_any_row_is_another(tiny: Store) -> None:
    before = tiny.sums()
    tiny.write(lambda cursor: cursor.execute("UPDATE place SET title = title || '.'"))
    changed = [table for table, summed in tiny.sums().items() if summed != before[table]]
    assert changed == ["place"]


def test_a_backup_is_of_one_moment_and_nothing_is_lost_while_it_is_made(empty: Store) -> None:
    stop, written = threading.Event(), [0]

    def pair(cursor: store.Cursor, number: int) -> None:
        cursor.execute(PUT, {"number": number})
        cursor.execute(PUT, {"number": -number})

    def keep_writing() -> None:
        while not stop.is_set():
            empty.write(partial(pair, number=written[0] + 1))
            written[0] += 1

    with ThreadPoolExecutor(1) as threads:
        writing = threads.submit(keep_writing)
        try:
            while not written[0]:
                time.sleep(0.01)
            for _ in range(4):
                before = written[0]
                file = made(empty)
                with opened(shutil.copyfile(file, empty.path.with_name("copy.duckdb"))) as held:
                    kept = numbers(held)
                whole = len(kept) // 2
                assert kept == [*range(-whole, 0), *range(1, whole + 1)], "a write was torn"
                assert whole >= before, "what was acknowledged before is in it"
                empty.path.with_name("copy.duckdb").unlink()
        finally:
            stop.set()
        writing.result()
    last = written[0]
    path = empty.path
    empty.close()
    with opened(path) as held:
        assert numbers(held) == [*range(-last, 0), *range(1, last + 1)]


def test_a_text_that_must_be_gone_is_gone_while_backups_are_made(tiny: Store) -> None:
    text, stop = secret(60), threading.Event()
    identity = one(tiny, note=text)

    def keep_copying() -> int:
        count = 0
        while not stop.is_set():
            put(tiny, count)
            made(tiny)
            count += 1
        return count

    with ThreadPoolExecutor(1) as threads:
        copying = threads.submit(keep_copying)
        try:
            while not backup.of(tiny.path):
                time.sleep(0.01)
            takeback.withdraw_note(tiny, identity)
        finally:
            stop.set()
        assert copying.result() > 0
    put(tiny, -1)
    after = made(tiny)
    tiny.close()
    assert not left_in_the_file(tiny.path, text)
    assert not left_in_the_file(after, text)


def test_what_stands_beside_the_file_is_not_taken_for_a_part_of_it(tiny: Store) -> None:
    text = secret(60)
    identity = one(tiny, note=text)
    store.backups(tiny.path).mkdir()
    copy = store.backups(tiny.path) / "beside.duckdb"
    with tiny._handle.cursor() as cursor, store._attached(cursor, copy):
        store._copy_to_attached(cursor)
        takeback.withdraw_note(tiny, identity)
    tiny.close()
    assert not left_in_the_file(tiny.path, text)


def test_none_is_made_where_nothing_is_new_or_only_the_sample_is_held(sampled: Store) -> None:
    assert backup.make(sampled) is None
    assert not store.backups(sampled.path).exists()
    sample.start_empty(sampled)
    first = made(sampled)
    assert backup.make(sampled) is None
    put(sampled, 1)
    assert made(sampled) != first
    path = sampled.path
    sampled.close()
    with opened(path) as held:
        vocabulary.bring_up_to_date(held)
        assert backup.make(held) is None, "opening the file anew changes nothing in it"


def test_a_backup_that_was_damaged_since_is_followed_by_another(empty: Store) -> None:
    put(empty, 1)
    first = made(empty)
    first.write_bytes(first.read_bytes()[:5000])
    second = made(empty)
    assert second != first and sums(second) == empty.sums()


def test_a_backup_that_is_not_whole_never_counts_as_one(
    empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk gives back something else than was written to it."""
    put(empty, 1)
    copy = Store.copy

    def badly(held: Store, to: Path) -> store.Sums:
        summed = copy(held, to)
        whole = to.read_bytes()
        for start in blocks(whole):
            whole = flipped(whole, start + 100)
        to.write_bytes(whole)
        return summed

    monkeypatch.setattr(Store, "copy", badly)
    with pytest.raises(Refused, match="was not whole") as refused:
        backup.make(empty)
    assert not list(store.backups(empty.path).iterdir())
    assert backup.fault(empty.path) == str(refused.value)
    monkeypatch.undo()
    made(empty)
    assert backup.fault(empty.path) is None


def test_none_is_written_over_where_the_clock_was_put_back(
    empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "now", lambda: datetime(2026, 3, 1, 12))
    files = []
    for number in range(3):
        put(empty, number)
        files.append(made(empty))
    assert [file.name[-13:] for file in files] == [
        "120000.duckdb", "120001.duckdb", "120002.duckdb"
    ]  # fmt: skip
    assert len({file.read_bytes() for file in files}) == 3


KEEP_BACKING_UP = f"""
import itertools, sys, threading
from pathlib import Path
from mirror import backup, store

held = store.open_store(Path(sys.argv[1]))

def pair(cursor):
    cursor.execute({PUT!r}, {{"number": number}})
    cursor.execute({PUT!r}, {{"number": -number}})

def keep_backing_up():
    while True:
        backup.make(held)

threading.Thread(target=keep_backing_up, daemon=True).start()
for number in itertools.count(int(sys.argv[2])):
    held.write(pair)
    print(number, flush=True)
"""


def test_a_kill_in_the_midst_of_a_backup_leaves_the_file_whole_and_no_half_backup(
    tmp_path: Path,
) -> None:
    path = tmp_path / "mirror.duckdb"
    acknowledged: list[int] = []
    cut_short = 0
    for turn in range(4):
        with run(KEEP_BACKING_UP, path, 100_000 * turn + 1) as writer:
            assert writer.stdout
            lines = [writer.stdout.readline()]
            while not any(".part" in file.name for file in store.backups(path).glob("*")):
                lines.append(writer.stdout.readline())
            time.sleep(0.02 * turn)
            writer.kill()
            lines += writer.stdout.readlines()
        acknowledged += [int(line) for line in lines if line.endswith("\n")]
        cut_short += any(".part" in file.name for file in store.backups(path).iterdir())
        for file in backup.of(path):
            with opened(shutil.copyfile(file.path, tmp_path / "copy.duckdb")) as held:
                kept = set(numbers(held))
            assert {-number for number in kept} == kept, "a write was torn"
            (tmp_path / "copy.duckdb").unlink()
        with opened(path) as held:
            assert set(numbers(held)) >= set(acknowledged)
    assert cut_short, "no kill fell into a backup"
    with opened(path) as held:
        put(held, -1)
        made(held)
    assert all(file.suffix == ".duckdb" for file in store.backups(path).iterdir())


# --- kept -----------------------------------------------------------------------------------------


def each(days: int, until: datetime, hours: int = 24) -> list[Backup]:
    """One every so many hours, the newest first."""
    count = days * 24 // hours
    moments = [until - timedelta(hours=hours) * age for age in range(count)]
    return [Backup(Path(f"{moment:%Y%m%dT%H%M%S}"), moment, 1) for moment in moments]


def test_the_last_seven_are_kept_and_the_newest_of_each_week_for_half_a_year() -> None:
    now = datetime(2026, 11, 27, 9)
    every_day = each(400, now)
    gone = backup.worn_out(every_day, now)
    kept = [one for one in every_day if one not in gone]
    assert kept[:7] == every_day[:7]
    before = kept[7:]
    assert all(one.made_at.isoweekday() == 7 for one in before), "the newest of a week"
    assert len({one.made_at.isocalendar()[:2] for one in kept}) == 27, "26 weeks, and this one"
    assert all(now - one.made_at < timedelta(weeks=26) for one in kept)


def test_the_last_seven_are_kept_however_old_and_a_week_for_however_many() -> None:
    now = datetime(2026, 11, 27, 9)
    rare = each(700, now, hours=5 * 7 * 24)
    assert [one for one in rare if one not in backup.worn_out(rare, now)] == rare[:7]
    busy = each(2, now, hours=1)
    assert len(busy) - len(backup.worn_out(busy, now)) == 7


@given(
    pauses=st.lists(st.timedeltas(timedelta(minutes=1), timedelta(weeks=5)), max_size=60),
    wrong_by=st.timedeltas(timedelta(days=-9000), timedelta(days=9000)),
    wrong=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
@example(pauses=[timedelta(days=1)] * 81, wrong_by=A_YEAR, wrong=(80, 81))
@example(pauses=[timedelta(days=1)] * 81, wrong_by=A_YEAR, wrong=(70, 80))
@example(pauses=[timedelta(days=1)] * 13, wrong_by=timedelta(days=8), wrong=(0, 10))
def test_a_clock_that_is_wrong_for_a_while_costs_no_backup_and_keeps_none_for_good(
    pauses: list[timedelta], wrong_by: timedelta, wrong: tuple[int, int]
) -> None:
    """One is made after each pause; from one of them to another the clock is wrong by so much."""
    right, held = datetime(2026, 1, 1), list[Backup]()
    rightly_named = list[Backup]()

    def one_more(moment: datetime) -> Backup:
        nonlocal held
        moment = moment.replace(microsecond=0)
        while any(each.made_at == moment for each in held):
            moment += timedelta(seconds=1)
        new = Backup(Path(f"{moment:%Y%m%dT%H%M%S}"), moment, 1)
        gone = backup.worn_out([*held, new], moment)
        assert new not in gone
        assert all(each.made_at < moment for each in gone), "what is to come is not judged yet"
        held = [each for each in (*held, new) if each not in gone]
        return new

    for place, pause in enumerate(pauses):
        right += pause
        if wrong[0] <= place < wrong[1]:
            one_more(right + wrong_by)
        else:
            rightly_named.append(one_more(right))
        weeks = {each.made_at.isocalendar()[:2] for each in held}
        for each in rightly_named:
            if right - each.made_at < timedelta(weeks=22):
                assert each.made_at.isocalendar()[:2] in weeks, "a week is left without any"
    for _ in range(30):
        right += timedelta(weeks=1)
        one_more(right)
    past = sorted(each.made_at for each in held if each.made_at <= right)
    assert all(right - made_at < timedelta(weeks=26) for made_at in past[:-7])


def written(held: Store, moments: Iterable[datetime]) -> set[Path]:
    """Files that are called as backups of these moments."""
    folder = store.backups(held.path)
    folder.mkdir(exist_ok=True)
    files = {folder / f"{held.path.stem}-{moment:%Y%m%dT%H%M%S}.duckdb" for moment in moments}
    for file in files:
        file.write_bytes(b"an old one")
    return files


@pytest.mark.parametrize("ahead", [timedelta(days=8), A_YEAR])
def test_a_start_with_the_clock_ahead_takes_no_backup_away(
    ahead: timedelta, empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = store.now()
    days = [now - timedelta(days=1 + day) for day in range(4)]
    weeks = [now - timedelta(weeks=2 + week) for week in range(20)]
    before = written(empty, [*days, *weeks])
    monkeypatch.setattr(store, "now", lambda: now + ahead)
    for number in range(3):
        put(empty, number)
        made(empty)
    assert before <= set(store.backups(empty.path).iterdir())


def test_the_backup_just_made_stays_and_is_the_newest_beside_those_of_a_time_to_come(
    empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 7, 20, 12)
    to_come = written(empty, [now + timedelta(days=1 + day) for day in range(7)])
    monkeypatch.setattr(store, "now", lambda: now)
    put(empty, 1)
    new = made(empty)
    assert {new, *to_come} == set(store.backups(empty.path).iterdir())
    assert backup.of(empty.path)[0].path == new
    monkeypatch.setattr(store, "now", lambda: now + timedelta(hours=1))
    assert backup.make(empty) is None, "nothing is new since the newest"


def test_only_worn_out_backups_of_this_file_are_removed(empty: Store) -> None:
    folder = store.backups(empty.path)
    folder.mkdir()
    others = [
        "mirror-before-0009_what-20200101T000000.duckdb",
        "mirror-before-restore-20200101T000000.duckdb",
        "mirror-2-20200101T000000.duckdb", "other-20200101T000000.duckdb", "notes.txt",
    ]  # fmt: skip
    for name in others:
        (folder / name).write_bytes(b"kept")
    for day in range(1, 11):
        (folder / f"mirror-202001{day:02}T000000.duckdb").write_bytes(b"an old one")
    put(empty, 1)
    new = made(empty)
    left = {file.name for file in folder.iterdir()}
    assert left >= {*others, new.name}
    assert left - {*others, new.name} == {
        f"mirror-202001{day:02}T000000.duckdb" for day in range(5, 11)
    }


# --- faults ---------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_used_is_told_in_one_sentence(
    empty: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    store.backups(empty.path).write_text("a file in the folder's place")
    put(empty, 1)
    with pytest.raises(Refused) as refused:
        backup.make(empty)
    assert "backups" in sentence(refused)
    backup.try_to_make(empty)
    assert capsys.readouterr().err == f"{refused.value}\n"
    assert backup.fault(empty.path) == str(refused.value)
    put(empty, 2)
    assert numbers(empty) == [1, 2]


@posix
def test_a_disk_that_fills_up_in_a_backup_is_told_and_the_house_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "mirror.duckdb"
    with opened(path) as held:
        vocabulary.bring_up_to_date(held)
        put(held, 1)
    limited = run(BACK_UP_WITH_LITTLE_ROOM, path)
    output, errors = limited.communicate()
    assert not errors, errors
    told, kept = output.splitlines()
    assert told.startswith("No backup could be written to ") and told.endswith(".")
    assert kept == "[1, 2]"
    assert not list(store.backups(path).iterdir())


BACK_UP_WITH_LITTLE_ROOM = f"""
import resource, signal, sys
from pathlib import Path
from mirror import backup, store

held = store.open_store(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    backup.make(held)
except store.Refused as refusal:
    print(refusal)
held.write(lambda cursor: cursor.execute({PUT!r}, {{"number": 2}}))
print([int(n) for n in held.ask("SELECT row_count FROM change ORDER BY 1").row_count])
"""


def test_a_disk_with_too_little_room_is_not_filled(
    empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(empty, 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    with pytest.raises(Refused, match="too little room") as refused:
        backup.make(empty)
    sentence(refused)
    assert not list(store.backups(empty.path).iterdir())


# --- made by itself -------------------------------------------------------------------------------


def test_an_open_house_makes_one_and_stops_when_it_closes(
    empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(empty, 1)
    monkeypatch.setattr(backup, "FIRST_PICTURE", timedelta(0))
    monkeypatch.setattr(backup, "LOOKED_AT", timedelta(seconds=0.05))
    stop = threading.Event()
    keeping = threading.Thread(target=backup.go_on_making, args=(empty, stop))
    keeping.start()
    until_there(empty, 1)
    put(empty, 2)
    time.sleep(0.5)
    assert len(backup.of(empty.path)) == 1, "the newest is not a day old"
    monkeypatch.setattr(backup, "OLDEST", timedelta(0))
    until_there(empty, 2)
    stop.set()
    keeping.join(20)
    assert not keeping.is_alive()


def until_there(held: Store, count: int) -> None:
    until = time.monotonic() + 60
    while len(backup.of(held.path)) < count:
        assert time.monotonic() < until, backup.fault(held.path)
        time.sleep(0.02)


@pytest.mark.parametrize("of", ["the file", "the folder"])
def test_a_fault_that_nobody_foresaw_is_told_and_ends_no_backup_after_it(
    of: str, empty: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: object) -> Never:
        raise (
            duckdb.OutOfMemoryException("secret")
            if of == "the file"
            else PermissionError(13, "Permission denied")
        )

    put(empty, 1)
    made(empty)
    put(empty, 2)
    monkeypatch.setattr(backup, "FIRST_PICTURE", timedelta(0))
    monkeypatch.setattr(backup, "LOOKED_AT", timedelta(seconds=0.05))
    monkeypatch.setattr(backup, "OLDEST", timedelta(0))
    stop, told = threading.Event(), ""
    keeping = threading.Thread(target=backup.go_on_making, args=(empty, stop))
    try:
        with monkeypatch.context() as trouble:
            if of == "the file":
                trouble.setattr(Store, "sums", breaks)
            else:
                trouble.setattr(Path, "iterdir", breaks)
            keeping.start()
            until = time.monotonic() + 60
            while told.count("\n") < 2:
                assert time.monotonic() < until and keeping.is_alive()
                time.sleep(0.02)
                told += capsys.readouterr().err
            why = backup.fault(empty.path)
            assert why and why.endswith(".") and "secret" not in told
            with pytest.raises(Refused):
                backup.make(empty)
        until_there(empty, 2)
    finally:
        stop.set()
        keeping.join(20)
    assert backup.fault(empty.path) is None
    kept = log.of(empty.path).read_text()
    assert "in making a backup" in kept and "secret" not in kept


@posix
def test_what_is_no_backup_among_them_is_passed_over(empty: Store) -> None:
    put(empty, 1)
    new = made(empty)
    names = ("mirror-20261399T000000.duckdb", "mirror-20260101T000000.duckdb")
    for name in names:
        (new.parent / name).symlink_to("a file that is gone")
    assert [one.path for one in backup.of(empty.path)] == [new]
    put(empty, 2)
    assert made(empty) != new


def test_the_page_data_goes_on_below_a_folder_of_backups_that_cannot_be_read(
    tiny: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tiny)
    listed = Path.iterdir

    def breaks(folder: Path) -> Iterator[Path]:
        if folder == store.backups(tiny.path):
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", breaks)
    app = page("data", place="aytown")
    assert not app.exception and not app.error
    [warned] = app.warning
    assert "Permission denied" in warned.value
    assert "Undo what was brought in" in said(app)


def test_closing_a_gathering_makes_one(tiny: Store) -> None:
    app = page("gathering", place="aytown", gathering=str(meet(tiny)))
    [button] = [button for button in app.button if button.label == "Close the gathering"]
    app = button.click().run()
    assert not app.exception
    [new] = backup.of(tiny.path)
    held = store.open_apart(new.path)
    try:
        assert "close gathering" in held.ask("FROM change").what.tolist()
    finally:
        held.close()


def test_a_gathering_is_closed_also_where_no_backup_can_be_made(tiny: Store) -> None:
    store.backups(tiny.path).write_text("a file in the folder's place")
    app = page("gathering", place="aytown", gathering=str(meet(tiny)))
    [button] = [button for button in app.button if button.label == "Close the gathering"]
    app = button.click().run()
    assert not app.exception
    assert "This gathering is closed." in said(app)
    assert not app.error
    assert backup.fault(tiny.path)


# --- gone back to ---------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "mirror.duckdb"


@pytest.fixture
def kept(tmp_path: Path, path: Path) -> Path:
    """A backup on another disk; since then one more number was put into the file."""
    with opened(path) as held:
        vocabulary.bring_up_to_date(held)
        put(held, 1)
        brought = shutil.copyfile(made(held), tmp_path / "on another disk.duckdb")
        put(held, 2)
    shutil.rmtree(store.backups(path))
    return brought


def test_a_backup_takes_the_files_place_and_the_file_is_set_aside(kept: Path, path: Path) -> None:
    before, backed_up = path.read_bytes(), kept.read_bytes()
    restored = backup.restore(kept, path)
    assert restored.before is not None and restored.before.read_bytes() == before
    assert kept.read_bytes() == backed_up
    assert sums(path) == sums(kept)
    assert not backup.of(path), "what was set aside is not one of those that wear out"
    with opened(path) as held:
        assert numbers(held) == [1]
    with opened(restored.before) as held:
        assert numbers(held) == [1, 2]
    assert {file.name for file in path.parent.iterdir()} <= {
        "backups", "mirror.duckdb", "mirror.duckdb.lock", "mirror.log"
    }  # fmt: skip


def test_a_backup_takes_the_place_of_a_file_that_is_missing(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "another laptop" / "data" / "mirror.duckdb"
    restored = backup.restore(kept, path)
    assert restored.before is None
    with opened(path) as held:
        assert numbers(held) == [1]


@pytest.mark.parametrize("damage", ["cut", "flipped", "text", "nothing"])
def test_a_backup_takes_the_place_of_a_file_that_is_damaged(
    kept: Path, path: Path, damage: str
) -> None:
    whole = path.read_bytes()
    path.write_bytes(
        {"cut": whole[:9000], "flipped": flipped(whole, 20), "text": b"oh", "nothing": b""}[damage]
    )
    damaged = path.read_bytes()
    restored = backup.restore(kept, path)
    assert restored.before is not None and restored.before.read_bytes() == damaged
    with opened(path) as held:
        assert numbers(held) == [1]


def test_a_file_that_a_kill_left_with_a_log_is_set_aside_with_all_of_it(
    kept: Path, path: Path
) -> None:
    with run(KILLED_WITH_A_LOG, path) as killed:
        assert killed.stdout and killed.stdout.readline() == "written\n"
        killed.kill()
    log = path.with_name(path.name + ".wal")
    assert log.stat().st_size
    restored = backup.restore(kept, path)
    assert not log.exists()
    with opened(path) as held:
        assert numbers(held) == [1]
    assert restored.before is not None
    with opened(restored.before) as held:
        assert numbers(held) == [1, 2, 3]


KILLED_WITH_A_LOG = f"""
import sys
from pathlib import Path
from mirror import store

held = store.open_store(Path(sys.argv[1]))
held.write(lambda cursor: cursor.execute({PUT!r}, {{"number": 3}}))
print("written", flush=True)
sys.stdin.read()
"""


def test_a_backup_of_an_older_place_mirror_is_brought_up_to_date(
    tmp_path: Path, path: Path
) -> None:
    steps = shutil.copytree(store.MIGRATIONS, tmp_path / "steps")
    for later in sorted(steps.glob("*.sql"))[3:]:
        later.unlink()
    older = tmp_path / "older.duckdb"
    with opened(older, steps) as held:
        held.write(lambda cursor: cursor.execute(PUT_AS_OF_OLD))
    before = older.read_bytes()
    backup.restore(older, path)
    assert older.read_bytes() == before
    with opened(path) as held:
        assert numbers(held) == [7]
        assert "scoring_round" in held.sums()
        assert len(held.ask("FROM migration")) == len(list(store.MIGRATIONS.glob("*.sql")))


PUT_AS_OF_OLD = "INSERT INTO change VALUES (uuid(), TIMESTAMP '2026-01-01', 'a test', NULL, 7)"


def spoilt(kept: Path, how: str) -> None:
    """Make of a backup one that cannot be gone back to."""
    whole = kept.read_bytes()
    match how:
        case "newer":
            with duckdb.connect(str(kept)) as handle:
                handle.execute("INSERT INTO migration VALUES ('9999_later', now()::TIMESTAMP)")
        case "cut":
            kept.write_bytes(whole[: len(whole) // 2])
        case "flipped":
            kept.write_bytes(flipped(whole, 20))
        case "a block":
            place = whole.index(b"People view themselves as part of an interconnected whole")
            kept.write_bytes(whole[:place] + b"Q" + whole[place + 1 :])
        case "text":
            kept.write_bytes(b"observed_on,place\n2025-01-01,Here\n")
        case "somebody else's":
            kept.unlink()
            with duckdb.connect(str(kept)) as handle:
                handle.execute("CREATE TABLE sales AS SELECT 1 AS amount")
        case "without tables":
            kept.unlink()
            duckdb.connect(str(kept)).close()
        case "missing":
            kept.unlink()
        case "a folder":
            kept.unlink()
            kept.mkdir()


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("newer", "was made by a newer Place Mirror"), ("cut", "is damaged"),
        ("flipped", "is damaged"), ("a block", "is damaged"),
        ("text", "is not a Place Mirror file"), ("somebody else's", "is not a Place Mirror file"),
        ("without tables", "is not a Place Mirror file"), ("missing", "cannot be read"),
        ("a folder", "cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_gone_back_to_is_told_and_everything_stays(
    kept: Path, path: Path, how: str, told: str
) -> None:
    spoilt(kept, how)
    before = contents(path.parent)
    with pytest.raises(Refused) as refused:
        backup.restore(kept, path)
    assert told in sentence(refused) and kept.name in sentence(refused)
    assert contents(path.parent) == before


def test_the_file_itself_is_no_backup_of_it(kept: Path, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(Refused, match="is the file itself") as refused:
        backup.restore(path, path)
    sentence(refused)
    assert path.read_bytes() == before


def test_an_open_house_is_not_replaced(kept: Path, path: Path) -> None:
    with opened(path) as held:
        with pytest.raises(store.AlreadyOpen):
            backup.restore(kept, path)
        assert mirror(path, "restore", kept).returncode == 1
        assert numbers(held) == [1, 2]


def test_a_backup_that_another_program_writes_in_is_refused(kept: Path, path: Path) -> None:
    before = contents(path.parent)
    with run(KILLED_WITH_A_LOG, kept) as other:
        assert other.stdout and other.stdout.readline() == "written\n"
        with pytest.raises(Refused, match="is open in another program"):
            backup.restore(kept, path)
        other.kill()
    assert contents(path.parent) == before


# --- by the command -------------------------------------------------------------------------------


def test_the_commands_make_one_and_go_back_to_it(
    kept: Path, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MIRROR_DATA", str(path))
    assert main(["backup"]) == 0
    [new] = backup.of(path)
    assert capsys.readouterr().out == f"The backup is {new.path}.\n"
    assert main(["backup"]) == 0
    assert "none was made" in capsys.readouterr().out
    with opened(path) as held:
        put(held, 3)
    done = mirror(path, "restore", new.path)
    assert (done.returncode, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert first.startswith(f"{path.name} now holds 0 observations of 0 places, as {new.path.name}")
    assert "before-restore" in second
    with opened(path) as held:
        assert numbers(held) == [1, 2]
    done = mirror(path, "restore", path.with_name("nothing here"))
    assert done.returncode == 1 and done.stderr.endswith("Choose a file that is there.\n")


# --- on the page Data -----------------------------------------------------------------------------


def test_the_page_says_when_the_newest_was_made_and_makes_one_more(tiny: Store) -> None:
    put(tiny, 1)
    app = page("data", place="aytown")
    assert "No backup was made yet." in said(app)
    [button] = [button for button in app.button if button.label == "Back it up now"]
    app = button.click().run()
    assert not app.exception
    [new] = backup.of(tiny.path)
    assert "The newest was made on" in said(app)
    assert [done.value for done in app.success] == ["The backup is made\\."]
    [take] = [one for one in app.get("download_button") if " MB" in one.label.replace("\xa0", " ")]
    assert f"{new.made_at:%H:%M} UTC" in take.label
    [typed] = app.code
    assert typed.value == f'python -m mirror restore "{new.path}"'


def test_a_fault_is_shown_on_the_page(tiny: Store) -> None:
    put(tiny, 1)
    store.backups(tiny.path).write_text("a file in the folder's place")
    backup.try_to_make(tiny)
    app = page("data", place="aytown")
    [warning] = app.warning
    assert "was not made" in warning.value


def test_the_sample_needs_no_backup_and_the_page_says_so(sampled: Store) -> None:
    app = page("data", place="gateshead")
    [button] = [button for button in app.button if button.label == "Back it up now"]
    app = button.click().run()
    assert "Nothing of your own is held" in app.success[0].value
    assert not backup.of(sampled.path)


def test_backups_are_only_for_whoever_may_see_every_place(
    tiny: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tiny, 1)
    made(tiny)
    of_one_place = access.Visitor("somebody", frozenset({("facilitate", "aytown")}))
    monkeypatch.setattr(access, "here", lambda: of_one_place)
    app = page("data", place="aytown")
    assert not app.exception
    assert "Backups" not in [header.value for header in app.header]
    assert not [one for one in app.get("download_button") if "UTC" in one.label]
    assert not app.code
