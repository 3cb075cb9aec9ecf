"""The file of observations: opened once, asked by cursor, written one whole thing at a time."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd
from filelock import FileLock, Timeout

from mirror import whole

ROOT = Path(__file__).parent.parent
MIGRATIONS = ROOT / "data" / "migrations"
QUERIES = ROOT / "queries"
TEMPLATES = ROOT / "mirror" / "templates"

#: What DuckDB says of a file that another program has open, on Linux and on Windows.
_HELD_BY_ANOTHER = ("Could not set lock", "Conflicting lock", "being used by another process")
#: What DuckDB raises when it cannot read back what it wrote, or has lost its file.
_DAMAGE = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.FatalException,
    duckdb.InternalException,
)

#: What DuckDB says where it could not write, whatever language the system gives the reason in; and
#: what systems say where that is for want of room.
_UNWRITTEN = ("Could not write", "Cannot open file", "Could not truncate", "fsync", "No space left")
_NO_ROOM = ("No space left", "not enough space", "quota exceeded")
#: What DuckDB says of half a character, which no text in UTF-8 can hold.
_HALF_A_CHARACTER = "cannot encode str as UTF-8"

Cursor = duckdb.DuckDBPyConnection
#: What DuckDB raises.
Fault = duckdb.Error
#: Of each table how many rows it holds, and what they add up to.
Sums = dict[str, tuple[int, int]]
Answer = TypeVar("Answer")

#: What a file that is being filled is called beside the open one.
_COPY = "copy_aside"

#: How often a write that lost a race is tried again. The worst race measured took 18.
ATTEMPTS = 24
#: A disk with fewer bytes free is full.
LEAST_ROOM = 1_000_000
#: How many bytes a log has before it is put into the file.
LONG = 16_000_000
#: How many seconds those who read are waited for before the file is opened anew.
PATIENCE = 20.0


class Refused(Exception):
    """Something that cannot be done, said in one plain sentence that any screen can show."""

    def __init__(self, said: str = "") -> None:
        super().__init__(said.encode("utf-8", "replace").decode())


class AlreadyOpen(Refused):
    """The file is open in another Place Mirror; `address` is where, if it says so."""

    def __init__(self, path: Path, address: str | None) -> None:
        self.address = address
        where = f" at {address}" if address else " and has not said where"
        super().__init__(f"{path.name} is already open in another Place Mirror{where}.")


class Damaged(Refused):
    """A file of ours that cannot be read back."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is damaged and cannot be opened. Close Place Mirror, then type "
            "“python -m mirror check”: it says what can be saved."
        )


class Foreign(Refused):
    """A file that is none of ours."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is not a Place Mirror file. It was left as it is.")


def data_path() -> Path:
    """The file that holds the observations: MIRROR_DATA, or data/mirror.duckdb."""
    chosen = os.environ.get("MIRROR_DATA")
    return Path(chosen).expanduser().absolute() if chosen else ROOT / "data" / "mirror.duckdb"


def sql(name: str) -> str:
    """The text of queries/<name>.sql."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def now() -> datetime:
    """The present moment in UTC, as the file keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _asked(handle: Cursor, text: str, terms: Mapping[str, Any] | None) -> pd.DataFrame:
    """The rows that a file answers, by a cursor of its own."""
    with handle.cursor() as cursor:
        return cursor.execute(text, dict(terms or {})).df()


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Until the end of the block, trouble with the file or its disk is said in one sentence."""
    try:
        yield
    except duckdb.Error as fault:
        if refusal := _trouble(path, fault):
            raise refusal from None
        raise


class Store:
    """An open file of observations."""

    def __init__(self, path: Path, handle: Cursor, lock: FileLock) -> None:
        self.path = path
        self.version = 0
        self._handle = handle
        self._lock = lock
        self._writing = threading.Lock()
        #: Which file was opened; and where what it held is, once another stood in its place.
        self._file = _identity(path)
        self._aside: Path | None = None
        #: How long the log may become before it is put into the file.
        self._may_grow_to = LONG
        self._taken_away = f"{path.name} was taken away while it was open."
        #: How many are at the handle now, and whether it answers nobody any more.
        self._at_it = 0
        self._is_broken = False
        self._turn = threading.Condition()

    def ask(self, text: str, terms: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The rows that answer one SELECT, its named parameters bound to `terms`."""
        with _in_words(self.path):
            try:
                with self._used() as handle:
                    return _asked(handle, text, terms)
            except duckdb.FatalException:
                # What broke the handle was somebody else's; a question may be asked again.
                with self._used() as handle:
                    return _asked(handle, text, terms)

    @contextmanager
    def _used(self) -> Iterator[Cursor]:
        """The handle for as long as the block lasts, opened anew where it had broken.

        DuckDB gives a file up for good once a checkpoint fails, as on a full disk.
        """
        with self._turn:
            if self._is_broken and not self._at_it:
                self._open_anew()
            self._at_it += 1
            handle = self._handle
        try:
            yield handle
        except duckdb.FatalException:
            self._is_broken = True
            raise
        finally:
            with self._turn:
                self._at_it -= 1
                self._turn.notify_all()

    def _open_anew(self) -> None:
        """Open what stands at the path in the place of the handle, which nobody is at."""
        self._is_broken = True
        self._handle.close()
        if self._is_gone():
            raise Refused(
                f"{self._taken_away} Close Place Mirror, put the file or a backup in its place, "
                "and open it again."
            )
        self._handle = _connect(self.path)
        _harden(self._handle, may_write_to=backups(self.path))
        self._is_broken = False
        # What was under way when the handle broke may be in, though nobody was told.
        self.version += 1

    def write(self, work: Callable[[Cursor], Answer], *, is_asked_for: bool = True) -> Answer:
        """What `work` returns, once all that it wrote is kept; if it raises, nothing is kept.

        What no question asks for lets every answer that was given stand.
        """
        with self._writing:
            if self._is_gone():
                self._put_back()
                raise Refused(
                    f"{self._taken_away} It is put back with all that it held. What you did last "
                    "was not kept, so do it again."
                )
            # What was set aside before is not all that is held from here on.
            self._aside = None
            for attempt in range(ATTEMPTS):
                try:
                    answer = self._write_once(work)
                except UnicodeEncodeError:
                    raise _unwritable() from None
                except duckdb.Error as fault:
                    if refusal := _trouble(self.path, fault):
                        raise refusal from None
                    if not isinstance(fault, duckdb.TransactionException):
                        raise
                    if attempt == ATTEMPTS - 1:
                        raise
                    time.sleep(random.uniform(0, 0.002 * 2 ** min(attempt, 6)))
                else:
                    if self._is_gone():
                        self._put_back()
                    self.version += is_asked_for
                    self._fold()
                    return answer
        raise AssertionError("unreachable")

    def _write_once(self, work: Callable[[Cursor], Answer]) -> Answer:
        with self._used() as handle, handle.cursor() as cursor:
            cursor.begin()
            try:
                answer = work(cursor)
                cursor.commit()
            except BaseException:
                # The first fault is the one to tell; DuckDB may have rolled back already.
                with suppress(duckdb.Error):
                    cursor.rollback()
                raise
            return answer

    def _fold(self) -> None:
        """Put a log that has grown long into the file, as soon as there is room for that.

        DuckDB would do so within a commit, and call it failed though what was written is kept.
        """
        with suppress(OSError, Refused, duckdb.Error):
            length = log_of(self.path).stat().st_size
            room = shutil.disk_usage(self.path.parent).free
            if length < self._may_grow_to or room < 2 * length:
                return
            # Where it fails all the same it breaks the handle, so not each write tries it.
            self._may_grow_to = 2 * length
            with self._used() as handle, handle.cursor() as cursor:
                cursor.execute(sql("store/fold"))
            self._may_grow_to = LONG

    def _is_gone(self) -> bool:
        """Whether what is written goes to no file any more, since another or none is at the path.

        Some systems let a file be deleted, or its folder moved, that is open; and all goes on.
        """
        try:
            return _identity(self.path) != self._file
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:
            return False

    def _put_back(self) -> None:
        """Put all that is held into a file at the path again, where there is none.

        An open file is read to the end though it was deleted. Raises Refused where nothing can be
        written there, or another file stands there: that is never written over.
        """
        try:
            if self._aside is None or not self._aside.exists():
                self._aside = self._set_aside()
            if self.path.exists():
                raise Refused(
                    f"{self.path.name} is another file than the one that was opened, so this was "
                    f"not kept. What was held until now is in {self._aside}. "
                    "Close Place Mirror, choose one of the two, and open it again."
                )
            with self._turn:
                if not self._turn.wait_for(lambda: not self._at_it, PATIENCE):
                    raise Refused(f"{self.path.name} is being read. Try again in a minute.")
                self._is_broken = True
                self._handle.close()
                log_of(self.path).unlink(missing_ok=True)
                self._aside.rename(self.path)
                self._aside, self._file = None, _identity(self.path)
                self._open_anew()
        except OSError as fault:
            raise Refused(
                f"{self._taken_away} It cannot be put back: {fault.strerror}. Leave Place Mirror "
                "open, put that right, and do this again."
            ) from None

    def _set_aside(self) -> Path:
        """A new file among the backups that was found to hold all that is held."""
        aside = backups(self.path) / f"{self.path.stem}-taken-away-{now():%Y%m%dT%H%M%S}.duckdb"
        aside.parent.mkdir(parents=True, exist_ok=True)
        part = aside.with_name(aside.name + whole.UNFINISHED)
        try:
            sums = self.copy(part)
            with closing(open_apart(part)) as copied:
                if copied.sums() != sums:
                    raise Damaged(part)
            return part.rename(aside)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def sums(self) -> Sums:
        """How many rows each table holds, and a sum of them that is another if any row is."""
        with _in_words(self.path), self._used() as handle:
            return _sums_of(handle)

    def copy(self, to: Path) -> Sums:
        """The sums of one moment, once all that was held then is in a new file at `to`.

        Others go on reading and writing meanwhile. Where it fails, a part of it may be left there.
        """
        try:
            with self._used() as handle, handle.cursor() as cursor, _attached(cursor, to):
                cursor.begin()
                try:
                    sums = _sums(cursor)
                    _copy_to_attached(cursor)
                    cursor.commit()
                except BaseException:
                    with suppress(duckdb.Error):
                        cursor.rollback()
                    raise
                return sums
        except duckdb.Error as fault:
            is_of_the_copy = any(sign in str(fault) for sign in (_COPY, to.name))
            if _is_damage(fault) and not is_of_the_copy:
                raise Damaged(self.path) from None
            raise Refused(
                f"No backup could be written to {to.parent}: the disk may be full, or the folder "
                "closed to writing."
            ) from None

    def say_where(self, address: str) -> None:
        """Leave word beside the file of the address at which it is shown, where there is room."""
        said = json.dumps({"pid": os.getpid(), "address": address})
        with suppress(OSError):
            whole.put(_word(self.path), said.encode())

    def close(self) -> None:
        """Close the file and give its lock back."""
        _open_stores.pop(self.path, None)
        if self._is_gone():
            try:
                self._put_back()
                sys.stderr.write(f"{self._taken_away} It is put back with all that it held.\n")
            except Refused as refusal:
                sys.stderr.write(f"{refusal}\n")
        with self._turn:
            self._turn.wait_for(lambda: not self._at_it, PATIENCE)
        self._handle.close()
        _word(self.path).unlink(missing_ok=True)
        self._lock.release()


#: Tables by which a file is known to be ours.
_OURS = {"migration", "place", "observation", "observer", "change"}

_open_stores: dict[Path, Store] = {}
_opening = threading.Lock()


def current() -> Store:
    """The store of this process, opened the first time it is asked for."""
    return open_store(data_path())


def open_store(path: Path, migrations: Path = MIGRATIONS) -> Store:
    """The store at `path`, made if there is none, brought up to the newest migration.

    Raises Refused where the file cannot be opened, with a sentence that says why.
    """
    with _opening:
        if path in _open_stores:
            return _open_stores[path]
        lock = _take_lock(path)
        try:
            if not path.exists():
                _begin(path)
            _look_before_opening(path)
            handle = _connect(path)
            try:
                with _in_words(path):
                    _migrate(handle, path, migrations)
                _harden(handle, may_write_to=backups(path))
            except BaseException:
                handle.close()
                raise
        except BaseException:
            lock.release()
            raise
        _open_stores[path] = Store(path, handle, lock)
        return _open_stores[path]


class Apart:
    """A file that is only read, by a connection of its own that reaches nothing else."""

    def __init__(self, path: Path, handle: Cursor) -> None:
        self.path = path
        self._handle = handle

    def ask(self, text: str, terms: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The rows that answer one SELECT, its named parameters bound to `terms`."""
        with _in_words(self.path):
            return _asked(self._handle, text, terms)

    def sums(self) -> Sums:
        """How many rows each table holds, and a sum of them that is another if any row is."""
        with _in_words(self.path):
            return _sums_of(self._handle)

    def is_a_house(self) -> bool:
        """Whether it is a file that a Place Mirror keeps, of whatever age."""
        return set(self.ask(sql("store/tables")).table_name) >= _OURS

    def close(self) -> None:
        """Close the file."""
        self._handle.close()


def open_apart(path: Path) -> Apart:
    """The file at `path`, to be read; nothing of it can be changed, and no other file reached.

    Raises Refused where it cannot be opened, with a sentence that says why.
    """
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        raise Refused(f"{path} cannot be read. Choose a file that is there.") from None
    if head[8:12] != b"DUCK":
        raise Foreign(path)
    handle = _connect(path, read_only=True)
    try:
        _harden(handle)
    except BaseException:
        handle.close()
        raise
    return Apart(path, handle)


def make_apart(path: Path, work: Callable[[Cursor], None]) -> None:
    """Make a file of its own at `path`, where there is none, with all that `work` puts into it.

    Raises Refused where there is no room for it.
    """
    with _in_words(path), closing(_connect(path)) as handle:
        _harden(handle)
        handle.begin()
        work(handle)
        handle.commit()
        # Closing would leave in a log, unsaid, what finds no room in the file itself.
        handle.execute(sql("store/fold"))


class Salvage:
    """A file that is being filled with what can be read of another, some rows at a time."""

    def __init__(self, path: Path, source: Path) -> None:
        self._path, self._source = path, source
        self._handle = self._opened()

    def _opened(self) -> Cursor:
        handle = _connect(self._path)
        handle.execute(f"ATTACH {_literal(self._source)} AS {_COPY} (READ_ONLY)")
        _harden(handle)
        return handle

    def last(self, table: str) -> int | None:
        """The number of the last row of a table; None where there is none, or it cannot be told."""
        try:
            found = self._handle.table(f"{_COPY}.main.{table}").aggregate("max(rowid)").fetchall()
        except duckdb.Error as fault:
            self._go_on_after(fault)
            return None
        return None if found[0][0] is None else int(found[0][0])

    def move(self, table: str, first: int, last: int) -> bool:
        """Whether these rows of a table could be read, so that they stand in the new file too."""
        row = duckdb.ColumnExpression("rowid")
        try:
            rows = self._handle.table(f"{_COPY}.main.{table}").filter(
                row.between(duckdb.ConstantExpression(first), duckdb.ConstantExpression(last))
            )
            rows.insert_into(table)
        except duckdb.Error as fault:
            self._go_on_after(fault)
            return False
        return True

    def _go_on_after(self, fault: duckdb.Error) -> None:
        """Open both anew where DuckDB has given one of them up."""
        if isinstance(fault, duckdb.FatalException | duckdb.InternalException):
            self._handle.close()
            self._handle = self._opened()

    def close(self) -> None:
        """Close both files."""
        self._handle.close()


def _word(path: Path) -> Path:
    """Where the address is left: apart from the lock, which Windows lets nobody else read."""
    return path.with_name(path.name + ".open")


def _take_lock(path: Path) -> FileLock:
    unwritable = f"Place Mirror cannot write in the folder {path.parent}. Choose another folder."
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Before the lock, which Windows calls taken where the folder is closed to writing; by a
        # name of its own, since another may be opening the file at this moment.
        probe = path.with_name(f"{path.name}.probe-{os.getpid()}")
        probe.write_bytes(b"")
        probe.unlink()
        lock = FileLock(path.with_name(path.name + ".lock"), is_singleton=True)
        lock.acquire(timeout=0)
        # Whoever left word here before is gone.
        _word(path).unlink(missing_ok=True)
    except Timeout:
        raise AlreadyOpen(path, _address_left_at(path)) from None
    except OSError:
        raise Refused(unwritable) from None
    return lock


def _address_left_at(path: Path) -> str | None:
    try:
        left = json.loads(_word(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return str(left["address"]) if isinstance(left, dict) and "address" in left else None


def _look_before_opening(path: Path) -> None:
    """Refuse what is no DuckDB file. Must come before the handle: see `Store`'s lock."""
    if path.is_dir():
        raise Refused(f"{path} is a folder. Place Mirror needs a file.")
    if path.exists():
        try:
            with path.open("rb+") as file:
                head = file.read(12)
        except OSError:
            sentence = f"{path.name} cannot be written to. Allow it, or choose another file."
            raise Refused(sentence) from None
        if head[8:12] != b"DUCK":
            raise Foreign(path)


def _connect(path: Path, read_only: bool = False) -> Cursor:
    try:
        return duckdb.connect(
            str(path),
            read_only=read_only,
            config={
                "memory_limit": "1GB",
                # Within a commit it would fail what is written: see `Store._fold`.
                "checkpoint_threshold": "1TB",
                "storage_compatibility_version": "v1.5.0",
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "allow_community_extensions": False,
                "allow_persistent_secrets": False,
            },
        )
    except duckdb.Error as fault:
        if any(sign in str(fault) for sign in _HELD_BY_ANOTHER):
            sentence = f"{path.name} is open in another program. Close it there first."
            raise Refused(sentence) from None
        if "version number" in str(fault):
            raise newer(path) from None
        raise _trouble(path, fault) or Damaged(path) from None


def _begin(path: Path) -> None:
    """Put a file there in which nothing stands yet: what a kill left of one would be no file."""
    part = path.with_name(path.name + whole.UNFINISHED)
    try:
        part.unlink(missing_ok=True)
        _connect(part).close()
        set_log_aside(path)
        part.replace(path)
    except OSError as fault:
        raise Refused(f"{path.name} cannot be made: {fault.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)


def set_log_aside(path: Path) -> None:
    """Move the log of a file that is not there to the backups, and say so.

    It belongs to no other file, and that one may be put back.
    """
    if not (log := log_of(path)).exists():
        return
    aside = backups(path) / f"{path.stem}-log-of-a-missing-file-{now():%Y%m%dT%H%M%S}.wal"
    aside.parent.mkdir(parents=True, exist_ok=True)
    log.rename(aside)
    sys.stderr.write(
        f"{path.name} was missing while its log was there, so the log is kept in {aside}. If you "
        f"put that file back, put the log beside it as {log.name}: it may hold what was said last."
        "\n"
    )


def _identity(path: Path) -> tuple[int, int]:
    """Which file it is that stands at a path, whatever its name."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _unwritable() -> Refused:
    return Refused("A character in this cannot be kept in any file. Type the text anew.")


def newer(path: Path) -> Refused:
    """The refusal of a file that a newer Place Mirror made."""
    return Refused(f"{path.name} was made by a newer Place Mirror. Update this one to open it.")


def _trouble(path: Path, fault: duckdb.Error) -> Refused | None:
    """What is wrong with a file, its disk or a text, where that is what made DuckDB stop."""
    said = str(fault)
    if _HALF_A_CHARACTER in said:
        return _unwritable()
    if any(sign in said for sign in _UNWRITTEN):
        if any(sign in said for sign in _NO_ROOM) or _is_full(path.parent):
            return Refused(
                f"There is no room left on the disk of {path.name}, so this was not done. "
                "Make room, then do it again."
            )
        return Refused(
            f"{path.name} cannot be written to now, so this was not done. The disk may be full, "
            "or the folder closed to writing. Put that right, then do it again."
        )
    return Damaged(path) if _is_damage(fault) else None


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < LEAST_ROOM
    except OSError:
        return False


def _is_damage(fault: duckdb.Error) -> bool:
    """Whether DuckDB could not read back what it wrote, which it tells in more ways than one."""
    return isinstance(fault, _DAMAGE) or "Corrupt database file" in str(fault)


def _migrate(handle: Cursor, path: Path, migrations: Path) -> None:
    """Bring the file up to date, one transaction a migration; an older file is copied first."""
    waiting = sorted(migrations.glob("*.sql"))
    try:
        names = {row[0] for row in handle.execute(sql("store/tables")).fetchall()}
        if names and names != {"migration"} and not names >= _OURS:
            raise Foreign(path)
        applied = handle.execute(sql("store/applied")).fetchall() if names else []
    except duckdb.BinderException:
        raise Foreign(path) from None
    except duckdb.Error as fault:
        raise _trouble(path, fault) or Damaged(path) from None
    done = {row[0] for row in applied}
    if done - {step.stem for step in waiting}:
        raise newer(path)
    waiting = [step for step in waiting if step.stem not in done]
    if done and waiting:
        _copy_aside(handle, path, before=waiting[0].stem)
    if not names:
        handle.execute(sql("store/begin"))
    for step in waiting:
        handle.begin()
        handle.execute(step.read_text(encoding="utf-8"))
        handle.execute(sql("store/record_migration"), {"name": step.stem, "applied_at": now()})
        handle.commit()


def _copy_aside(handle: Cursor, path: Path, before: str) -> None:
    copy = backups(path) / f"{path.stem}-before-{before}-{now():%Y%m%dT%H%M%S}.duckdb"
    part = copy.with_name(copy.name + whole.UNFINISHED)
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with _attached(handle, part):
            _copy_to_attached(handle)
        part.rename(copy)
    except OSError as fault:
        raise Refused(f"The folder {copy.parent} cannot be used: {fault.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _attached(handle: Cursor, path: Path) -> Iterator[None]:
    """While the block lasts, a new file at `path` stands beside the open one, to be filled."""
    handle.execute(f"ATTACH {_literal(path)} AS {_COPY}")
    try:
        yield
    finally:
        handle.execute(f"DETACH {_COPY}")


def _copy_to_attached(handle: Cursor) -> None:
    original = str(handle.execute(sql("store/database")).fetchall()[0][0]).replace('"', '""')
    handle.execute(f'COPY FROM DATABASE "{original}" TO {_COPY}')


def fold(path: Path) -> None:
    """Put all that stands in the log of a file that nobody has open into the file itself.

    Raises Refused where it cannot be; closing a file would only leave the log there, unsaid.
    """
    with _in_words(path), closing(_connect(path)) as handle:
        handle.execute(sql("store/fold"))


def log_of(path: Path) -> Path:
    """Where DuckDB keeps what is not in the file itself yet."""
    return path.with_name(path.name + ".wal")


def _literal(path: Path) -> str:
    """The path as SQL text: ATTACH and SET take no bound parameters."""
    return "'" + str(path).replace("'", "''") + "'"


def _sums_of(handle: Cursor) -> Sums:
    """The sums of what is held at one moment, by a cursor of its own."""
    with handle.cursor() as cursor:
        cursor.begin()
        sums = _sums(cursor)
        cursor.rollback()
        return sums


def _sums(cursor: Cursor) -> Sums:
    names = [name for (name,) in cursor.execute(sql("store/own_tables")).fetchall()]
    return {name: cursor.execute(sql("store/sum"), {"name": name}).fetchall()[0] for name in names}


def backups(path: Path) -> Path:
    """The one folder beside the file that an open store may write to."""
    return path.parent / "backups"


@contextmanager
def closed(path: Path) -> Iterator[None]:
    """While the block lasts, no Place Mirror opens the file at `path`, whole, damaged or missing.

    Raises AlreadyOpen where one has it open.
    """
    if path in _open_stores:
        raise AlreadyOpen(path, _address_left_at(path))
    lock = _take_lock(path)
    try:
        yield
    finally:
        lock.release()


def _harden(handle: Cursor, may_write_to: Path | None = None) -> None:
    """Close every door but the file itself: no other file, no network, no further setting.

    One folder may stay open.
    """
    if may_write_to is not None:
        handle.execute(f"SET allowed_directories = [{_literal(may_write_to)}]")
    handle.execute("SET enable_external_access = false")
    handle.execute("SET lock_configuration = true")


@lru_cache(maxsize=64)
def parameters(text: str) -> frozenset[str]:
    """The names that a SQL text binds."""
    statements = duckdb.extract_statements(text)
    return frozenset(name for statement in statements for name in statement.named_parameters)
