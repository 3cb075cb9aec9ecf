"""Real trouble with the disk, the folder, the file and the clock: told in a sentence, and over.

Nothing that was told to be kept is lost, and once the cause is gone the same process goes on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from mirror import (
    backup,
    bringing,
    chain,
    grants,
    launch,
    links,
    mapping,
    record,
    release,
    released,
    salvage,
    store,
    takeback,
    vocabulary,
)
from mirror.grants import Grant
from mirror.mapping import Mapping
from mirror.store import Refused, Store
from tests import served
from tests.killed import PLACE, prepare
from tests.test_store import obey_permissions
from tests.test_takeback import left_in_the_file, secret

TODAY = date(2025, 1, 1)
NO_ROOM = "There is no room left on the disk of mirror.duckdb, so this was not done."


# --- what may befall a house ----------------------------------------------------------------------


@dataclass
class Disk:
    """A small disk of its own, which can be filled up and freed again."""

    folder: Path

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"

    def fill(self, but: int = 0) -> None:
        """Leave no room on it but so many bytes."""
        with self._ballast.open("wb", buffering=0) as file:
            file.write(bytes(shutil.disk_usage(self.folder).free - but))

    def free(self) -> None:
        """Take away what filled it up."""
        self._ballast.unlink()


@contextmanager
def a_disk(folder: Path, megabytes: int) -> Iterator[Disk]:
    """A disk of so many megabytes at this folder, where this machine lets one be made."""
    folder.mkdir()
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], capture_output=True
    )
    if not made or made.returncode:
        pytest.skip("no small disk can be made here: it takes Linux, and whoever may mount")
    try:
        yield Disk(folder)
    finally:
        # Whatever a test that failed left open must not keep the disk.
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    with a_disk(tmp_path / "disk", 64) as made:
        monkeypatch.setenv("MIRROR_DATA", str(made.folder / "mirror.duckdb"))
        yield made
        if held := store._open_stores.get(made.folder / "mirror.duckdb"):
            held.close()


def begin(path: Path) -> Store:
    """A house with a place and a few people who said something."""
    prepare(path, "save")
    return store.open_store(path)


def save(held: Store, note: str = "") -> UUID:
    """The id of something that was told to be kept."""
    one = record.new_id()
    assert record.observation(
        held, one, place=PLACE, observer="A1", behaviour="PER1", observed_on=TODAY, note=note
    )
    return one


def kept(held: Store) -> Counter[str]:
    return Counter(held.ask("SELECT CAST(id AS VARCHAR) AS id FROM observation").id)


def is_whole(held: Store, told: list[UUID]) -> None:
    """Each that was told is there once, now and when the file is opened anew; the log fits."""
    for _ in range(2):
        found = kept(held)
        assert {str(one) for one in told} <= found.keys()
        assert set(found.values()) == {1}
        assert chain.checked(held).wrong is None
        path = held.path
        held.close()
        held = store.open_store(path)
    held.close()


def sentence(refused: pytest.ExceptionInfo[Refused]) -> str:
    return sentence_of(refused.value)


def sentence_of(refusal: Refused) -> str:
    said = str(refusal)
    assert said.endswith(".") and "\n" not in said and "Error" not in said and "damaged" not in said
    return said


def posix_only() -> None:
    if os.name != "posix":
        pytest.skip("there no file can be taken away that is open")


# --- the disk is full -----------------------------------------------------------------------------


def test_a_full_disk_refuses_a_save_in_a_sentence_and_takes_the_next_once_there_is_room(
    disk: Disk,
) -> None:
    held = begin(disk.folder / "mirror.duckdb")
    told = [save(held)]
    disk.fill(but=400_000)
    with pytest.raises(Refused) as refused:
        for _ in range(1_000):
            told.append(save(held, "So it was. " * 400))
    assert sentence(refused).startswith(NO_ROOM)
    assert len(told) > 1, "a few still had room"
    assert set(kept(held)) >= {str(one) for one in told}, "what is held can still be read"
    disk.free()
    told.append(save(held))
    is_whole(held, told)


def test_a_disk_that_fills_up_in_an_import_keeps_none_of_it_and_all_once_there_is_room(
    disk: Disk, tmp_path: Path
) -> None:
    file = tmp_path / "many.csv"
    file.write_text(
        "observed_on,place,behaviour,observer,note\n"
        + "".join(f"{TODAY},{PLACE},PER1,B{n},{os.urandom(60).hex()}\n" for n in range(60_000))
    )
    held = begin(disk.folder / "mirror.duckdb")
    told = [save(held)]
    before = len(kept(held))
    disk.fill(but=3_000_000)
    with pytest.raises(Refused) as refused:
        bringing.bring_in(held, file)
    assert sentence(refused).startswith(NO_ROOM)
    assert len(kept(held)) == before
    disk.free()
    assert bringing.bring_in(held, file).added == 60_000
    told.append(save(held))
    is_whole(held, told)


def test_a_checkpoint_that_finds_no_room_leaves_a_file_that_goes_on_without_a_restart(
    disk: Disk,
) -> None:
    """DuckDB gives a file up once a checkpoint has failed: it is opened anew, as it was."""
    held = begin(disk.folder / "mirror.duckdb")
    told = [save(held, "So it was. " * 400) for _ in range(60)]
    disk.fill()
    with pytest.raises(Refused) as refused:
        held.write(lambda cursor: cursor.execute(store.sql("takeback/checkpoint")))
    assert sentence(refused).startswith(NO_ROOM)
    assert set(kept(held)) >= {str(one) for one in told}, "all is there to read, with no room yet"
    disk.free()
    told.append(save(held))
    is_whole(held, told)


def test_a_save_that_was_told_not_to_be_done_is_not_there_however_long_the_log_is(
    disk: Disk,
) -> None:
    """The disk is full at the moment at which a long log is put into the file."""
    held = begin(disk.folder / "mirror.duckdb")
    before, told = set(kept(held)), list[UUID]()
    held.write(lambda cursor: cursor.execute("CREATE TABLE bulk (one UUID, two UUID)"))

    while store.log_of(held.path).stat().st_size < store.LONG - 200_000:
        held.write(lambda cursor: cursor.execute(BULK))
    disk.fill(but=1_500_000)
    with pytest.raises(Refused) as refused:
        for _ in range(1_000):
            told.append(save(held, os.urandom(2_000).hex()))
    assert sentence(refused).startswith(NO_ROOM)
    assert told and set(kept(held)) == before | {str(one) for one in told}
    assert store.log_of(held.path).stat().st_size > store.LONG
    disk.free()
    told.append(save(held))
    assert not store.log_of(held.path).exists(), "with room again it is put into the file"
    is_whole(held, told)


BULK = "INSERT INTO bulk SELECT uuid(), uuid() FROM range(2_000)"


def test_a_full_disk_refuses_a_backup_a_release_and_settings_and_leaves_those_before(
    disk: Disk,
) -> None:
    held = begin(disk.folder / "mirror.duckdb")
    file = release.file_of(PLACE)
    first = Grant("one@example.org", "looks", PLACE)
    grants.add(held, first)
    used = Mapping(
        columns={"note": "What?"}, behaviours={f"Column {n}": "PER1" for n in range(500)}
    )
    mapping.save(used, disk.folder / "mappings" / "ours.toml")
    release.publish(held, release.draft(held, [PLACE]), file)
    assert backup.make(held)
    save(held)
    drafted = release.draft(held, [PLACE])
    remembered = held.ask("SELECT id FROM release").id.tolist()

    def contents() -> dict[Path, bytes]:
        folders = ("releases", "mappings", "backups")
        files = [one for name in folders for one in (disk.folder / name).iterdir()]
        return {one: one.read_bytes() for one in [*files, grants.path()]}

    before = contents()
    disk.fill()
    for work in (
        lambda: backup.make(held),
        lambda: release.publish(held, drafted, file),
        lambda: grants.add(held, Grant("two@example.org", "looks", PLACE)),
        lambda: mapping.save(used, disk.folder / "mappings" / "ours.toml"),
        lambda: links.keyed("a test"),
    ):
        with pytest.raises(Refused) as refused:
            work()
        sentence(refused)
    assert contents() == before
    assert grants.listed() == (first,) and not grants.fault()
    assert held.ask("SELECT id FROM release").id.tolist() == remembered
    held.say_where("http://localhost:1")
    disk.free()
    assert backup.make(held)
    release.publish(held, drafted, file)
    grants.add(held, Grant("two@example.org", "looks", PLACE))
    mapping.save(used, disk.folder / "mappings" / "ours.toml")
    assert links.keyed("a test")
    is_whole(held, [])


def test_a_release_takes_the_place_of_the_one_before_only_once_it_is_whole(disk: Disk) -> None:
    """With some room its commit succeeds, and what it wrote stands in a log beside it."""
    held = begin(disk.folder / "mirror.duckdb")
    file = release.file_of(PLACE)
    out = [str(release.publish(held, release.draft(held, [PLACE]), file))]
    refused = 0
    for room in range(200_000, 3_000_000, 300_000):
        drafted = release.draft(held, [PLACE])
        disk.fill(but=room)
        try:
            out.append(str(release.publish(held, drafted, file)))
        except Refused as refusal:
            assert str(refusal).startswith("There is no room left on the disk of release-")
            refused += 1
        disk.free()
        assert released.ask(file, "about").id.tolist() == out[-1:]
        assert set(held.ask("SELECT CAST(id AS VARCHAR) AS id FROM release").id) == {*out}
    assert refused and len(out) > 1
    is_whole(held, [])


def test_a_file_that_is_gone_back_to_holds_all_that_is_told_of_it(
    disk: Disk, tmp_path: Path
) -> None:
    """A file that was set aside may have most of what it holds in its log."""
    from_elsewhere = tmp_path / "mirror.duckdb"
    held = begin(from_elsewhere)
    for _ in range(60):
        save(held, os.urandom(1500).hex())
    kept_aside = tmp_path / "set aside.duckdb"
    for file in (from_elsewhere, store.log_of(from_elsewhere)):
        shutil.copy(file, file.with_name(file.name.replace("mirror", "set aside")))
    held.close()
    path = disk.folder / "mirror.duckdb"
    size = sum(file.stat().st_size for file in tmp_path.glob("set aside*"))
    told = []
    for room in range(0, 1_000_000, 200_000):
        disk.fill(but=size + room)
        try:
            told.append(backup.restore(kept_aside, path).held.observations)
        except Refused as refusal:
            assert not path.exists(), "nothing was done"
            assert "left on" in sentence_of(refusal) or "Nothing was changed" in str(refusal)
            disk.free()
            continue
        disk.free()
        with closing(store.open_store(path)) as restored:
            assert len(kept(restored)) == told[-1] == 72
        path.unlink()
    assert told


def test_what_is_saved_of_a_damaged_file_is_all_there_or_told_not_to_be(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills up while it is saved, which no look beforehand can see."""
    path, saved = disk.folder / "mirror.duckdb", disk.folder / "saved.duckdb"
    begin(path).close()
    content = bytearray(path.read_bytes())
    content[content.index(b"People view themselves as part of an interconnected whole")] ^= 4
    path.write_bytes(content)
    finish = vocabulary.bring_up_to_date

    def fill_up_and_finish(held: Store) -> None:
        disk.fill(but=50_000)
        finish(held)

    with monkeypatch.context() as full:
        full.setattr(vocabulary, "bring_up_to_date", fill_up_and_finish)
        with pytest.raises(Refused) as refused:
            salvage.looked_at(path, saved)
    assert sentence(refused).startswith(NO_ROOM) and not saved.exists()
    disk.free()
    assert salvage.looked_at(path, saved).saved == saved
    with closing(store.open_store(saved)) as made:
        assert len(kept(made)) == 12
        assert "save what can be read" in set(made.ask("FROM change").what)


def test_what_is_taken_back_on_a_full_disk_is_told_so_and_its_text_goes_once_there_is_room(
    disk: Disk,
) -> None:
    path = disk.folder / "mirror.duckdb"
    held = begin(path)
    texts = [secret(1_000) for _ in range(60)]
    told = [save(held, text) for text in texts]
    disk.fill(but=300_000)
    with pytest.raises(Refused) as refused:
        takeback.withdraw_observation(held, told[0])
    assert sentence(refused).startswith("It is taken back.") and "opened again" in sentence(refused)
    assert str(told[0]) not in set(
        held.ask("SELECT CAST(id AS VARCHAR) id FROM observation_now").id
    )
    held.close()
    # A house opens all the same, and is rid of it the next time.
    held = launch.house()
    assert set(kept(held)) >= {str(one) for one in told}
    held.close()
    disk.free()
    held = launch.house()
    held.close()
    assert left_in_the_file(path, texts[0]) == []
    is_whole(store.open_store(path), told)


@pytest.mark.parametrize("kind", ["new", "migration"])
def test_a_file_that_opens_on_a_full_disk_is_refused_and_not_called_damaged(
    kind: str, disk: Disk
) -> None:
    path = disk.folder / "mirror.duckdb"
    if kind == "migration":
        prepare(path, kind)
    disk.fill()
    with pytest.raises(Refused) as refused:
        store.open_store(path)
    assert "room" in sentence(refused) or "cannot be used" in sentence(refused)
    disk.free()
    with closing(store.open_store(path)) as held:
        assert chain.checked(held).wrong is None
        assert len(held.ask("FROM migration")) == len(list(store.MIGRATIONS.glob("*.sql")))
    for copy in path.parent.glob("backups/*"):
        with closing(store.open_apart(copy)) as opened:
            assert opened.is_a_house()


# --- the folder is closed to writing --------------------------------------------------------------

CLOSED_FOR_A_WHILE = """
import sys
from pathlib import Path
from mirror import backup, grants, store
from mirror.grants import Grant
from tests.test_trouble import PLACE, is_whole, save

path = Path(sys.argv[1])
held = store.open_store(path)
told = [save(held)]
held.write(lambda cursor: cursor.execute(store.sql("takeback/checkpoint")))
path.parent.chmod(0o555)
def save_and_fold():
    told.append(save(held))
    held.write(lambda cursor: cursor.execute(store.sql("takeback/checkpoint")))

for work in (
    save_and_fold,
    lambda: backup.make(held),
    lambda: grants.add(held, Grant("two@example.org", "looks", PLACE)),
):
    try:
        work()
    except store.Refused as refusal:
        print(refusal)
print(len(held.ask("FROM observation")) >= len(told), flush=True)
path.parent.chmod(0o755)
told.append(save(held))
grants.add(held, Grant("two@example.org", "looks", PLACE))
print(backup.make(held) is not None)
is_whole(held, told)
"""


def test_a_folder_that_is_closed_to_writing_is_told_and_used_again_once_it_is_open(
    tmp_path: Path,
) -> None:
    posix_only()
    path = tmp_path / "kept" / "mirror.duckdb"
    path.parent.mkdir()
    begin(path).close()
    done = subprocess.run(
        [sys.executable, "-c", CLOSED_FOR_A_WHILE, path], cwd=store.ROOT, capture_output=True,
        text=True, env={**os.environ, "MIRROR_DATA": str(path)},
        preexec_fn=obey_permissions if sys.platform == "linux" else None,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    *refused, can_be_read, is_made = done.stdout.splitlines()
    assert (can_be_read, is_made) == ("True", "True")
    assert len(refused) >= 2, done.stdout
    assert all(said.endswith(".") and "damaged" not in said for said in refused)


# --- the file is taken away -----------------------------------------------------------------------


@pytest.mark.parametrize("what", ["the file", "its log too", "the folder"])
def test_a_file_that_is_deleted_underneath_is_put_back_with_all_that_was_told(
    what: str, tmp_path: Path
) -> None:
    posix_only()
    path = tmp_path / "kept" / "mirror.duckdb"
    held = begin(path)
    told = [save(held) for _ in range(3)]
    if what == "the folder":
        shutil.rmtree(path.parent)
    else:
        path.unlink()
        if what == "its log too":
            store.log_of(path).unlink()
    with pytest.raises(Refused) as refused:
        save(held)
    assert "taken away" in sentence(refused) and "do it again" in sentence(refused)
    told.append(save(held))
    assert path.exists()
    is_whole(held, told)


def test_a_file_that_is_deleted_is_there_again_once_the_house_is_closed(tmp_path: Path) -> None:
    posix_only()
    path = tmp_path / "mirror.duckdb"
    held = begin(path)
    told = [save(held)]
    path.unlink()
    held.close()
    is_whole(store.open_store(path), told)


def test_a_file_is_put_back_while_others_read_it(tmp_path: Path) -> None:
    posix_only()
    held = begin(tmp_path / "mirror.duckdb")
    told: list[UUID] = []
    over = threading.Event()
    wrong: list[BaseException] = []

    def read() -> None:
        before = 0
        while not over.is_set():
            try:
                found = len(kept(held))
                assert found >= before, "what was there is gone"
                before = found
            except BaseException as fault:
                wrong.append(fault)
                return

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(4):
            told.append(save(held))
            held.path.unlink()
            with pytest.raises(Refused, match="put back"):
                save(held)
            told.append(save(held))
    finally:
        over.set()
        for reader in readers:
            reader.join()
    assert not wrong
    is_whole(held, told)


def test_another_file_in_its_place_is_never_written_over_and_what_was_held_is_set_aside(
    tmp_path: Path,
) -> None:
    posix_only()
    path = tmp_path / "mirror.duckdb"
    begin(tmp_path / "other.duckdb").close()
    other = (tmp_path / "other.duckdb").read_bytes()
    held = begin(path)
    told = [save(held)]
    (tmp_path / "other.duckdb").replace(path)
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            save(held)
        assert "is another file" in sentence(refused)
    held.close()
    assert path.read_bytes() == other
    [aside] = store.backups(path).iterdir()
    assert str(aside) in str(refused.value)
    is_whole(store.open_store(aside), told)


def test_a_file_that_was_moved_back_and_is_taken_away_again_is_put_back_as_it_was_last(
    tmp_path: Path,
) -> None:
    posix_only()
    path, mine = tmp_path / "mirror.duckdb", tmp_path / "mine.duckdb"
    begin(tmp_path / "other.duckdb").close()
    held = begin(path)
    told = [save(held)]
    path.rename(mine)
    (tmp_path / "other.duckdb").rename(path)
    with pytest.raises(Refused, match="is another file"):
        save(held)
    path.unlink()
    mine.rename(path)
    told += [save(held) for _ in range(5)]
    path.unlink()
    with pytest.raises(Refused, match="put back with all that it held"):
        save(held)
    told.append(save(held))
    is_whole(held, told)


def test_a_file_that_cannot_be_put_back_yet_is_so_once_there_is_room(disk: Disk) -> None:
    path = disk.folder / "mirror.duckdb"
    held = begin(path)
    told = [save(held)]
    disk.fill()
    path.unlink()
    with pytest.raises(Refused) as refused:
        save(held)
    sentence(refused)
    disk.free()
    with pytest.raises(Refused, match="put back"):
        save(held)
    told.append(save(held))
    is_whole(held, told)


def test_a_log_that_its_file_was_moved_away_from_is_kept_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Power fails, and only the file is put somewhere else; then it is put back."""
    (tmp_path / "before").mkdir()
    before = begin(tmp_path / "before" / "mirror.duckdb")
    told = [save(before) for _ in range(5)]
    path, elsewhere = tmp_path / "mirror.duckdb", tmp_path / "mine.duckdb"
    shutil.copy(before.path, elsewhere)
    log = store.log_of(before.path).read_bytes()
    before.close()
    kept_backup = tmp_path / "kept.duckdb"
    shutil.copy(before.path, kept_backup)
    for work in (
        lambda: store.open_store(path).close(),
        lambda: backup.restore(kept_backup, path),
    ):
        path.unlink(missing_ok=True)
        store.log_of(path).write_bytes(log)
        capsys.readouterr()
        work()
        [aside] = store.backups(path).iterdir()
        said = capsys.readouterr().err
        assert str(aside) in said and len(said.splitlines()) == 1
        # As the sentence says.
        shutil.copy(elsewhere, path)
        aside.rename(store.log_of(path))
        is_whole(store.open_store(path), told)


# --- the clock is moved ---------------------------------------------------------------------------

WORK_FOR_A_WHILE = """
import sys
from pathlib import Path
from mirror import backup, grants, store
from tests.test_trouble import save

held = store.open_store(Path(sys.argv[1]))
for _ in range(3):
    print(save(held))
assert backup.make(held)
held.close()
"""


def test_a_clock_that_is_put_forward_and_back_loses_nothing_and_backups_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not shutil.which("faketime"):
        pytest.skip("no faketime here, by which a process has a clock of its own")
    path = tmp_path / "mirror.duckdb"
    monkeypatch.setenv("MIRROR_DATA", str(path))
    begin(path).close()
    told = []
    for moved in ("+400d", "-400d", "+0d"):
        done = subprocess.run(
            ["faketime", "-f", moved, sys.executable, "-c", WORK_FOR_A_WHILE, path],
            cwd=store.ROOT, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        told += [UUID(line) for line in done.stdout.splitlines()]
    assert len(told) == 9
    held = store.open_store(path)
    *_, ahead = backup.of(path)
    assert ahead.made_at > store.now() + timedelta(days=300)
    # One is called after a day to come; what is new is backed up all the same.
    told.append(save(held))
    monkeypatch.setattr(backup, "LOOKED_AT", timedelta(seconds=0.05))
    monkeypatch.setattr(backup, "FIRST_PICTURE", timedelta(0))
    monkeypatch.setattr(backup, "OLDEST", timedelta(0))
    over = threading.Event()
    keeping = threading.Thread(target=backup.go_on_making, args=(held, over))
    before = len(backup.of(path))
    keeping.start()
    try:
        awaited(lambda: len(backup.of(path)) > before)
        told.append(save(held))
        awaited(lambda: len(backup.of(path)) > before + 1)
    finally:
        over.set()
        keeping.join()
    is_whole(held, told)


def awaited(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


# --- on the page ----------------------------------------------------------------------------------


@pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")
def test_a_page_tells_a_full_disk_and_a_deleted_file_and_saves_again_without_a_restart(
    chromium: Browser, tmp_path: Path
) -> None:
    with a_disk(tmp_path / "disk", 64) as disk:
        path = disk.folder / "mirror.duckdb"
        begin(path).close()
        with served.house(path) as address:
            tab = chromium.new_page()
            tab.goto(f"{address}/record?place={PLACE}&kind=event")
            # It stays chosen for the next.
            tab.get_by_text("Pressure", exact=True).click()
            disk.fill()
            tried(tab, "A cut that finds no room")
            expect(tab.get_by_text(NO_ROOM)).to_be_visible()
            disk.free()
            pressed(tab)
            expect(tab.get_by_text("Saved: A cut that finds no room")).to_be_visible()
            path.unlink()
            tried(tab, "A cut that finds no file")
            expect(tab.get_by_text("was taken away while it was open")).to_be_visible()
            pressed(tab)
            expect(tab.get_by_text("Saved: A cut that finds no file")).to_be_visible()
            tab.close()
        with closing(store.open_store(path)) as held:
            assert held.ask("SELECT title FROM event ORDER BY title").title.tolist() == [
                "A cut that finds no file",
                "A cut that finds no room",
            ]


def tried(tab: Page, title: str) -> None:
    tab.get_by_role("textbox", name="What was it, in a few words?").fill(title)
    pressed(tab)


def pressed(tab: Page) -> None:
    served.settle(tab)
    tab.get_by_role("button", name="Save", exact=True).click()
