"""Backups: made while others go on, kept for half a year, and gone back to.

A backup is a whole file like the one that it was made of. It counts as one only once it was opened
again and its rows found to add up to those that were held. What was taken back is in those made
before, and goes with them in their turn.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd

from mirror import log, store, whole
from mirror.store import Refused

#: So many are kept whatever their age; of those before, the newest of each of so many weeks.
LAST, WEEKS = 7, 26
#: A longer pause counts as this long in the half year: the clock may have been put ahead. After
#: seven of them one is none of the last any more, and its half year is over too.
PAUSE = timedelta(weeks=4)
#: How old the newest may become while the house is open, and how often it is looked at: a laptop
#: sleeps, and a pause of a day would sleep with it.
OLDEST, LOOKED_AT = timedelta(days=1), timedelta(hours=1)
#: How long a house that opened is left to draw its first picture.
FIRST_PICTURE = timedelta(seconds=10)
#: The bytes that stay free beside a backup, so that what people say still finds room.
ROOM_LEFT = 16_000_000
#: What is said where none is made.
NOTHING_NEW = "Nothing of your own is held that is not in a backup, so none was made."

_MOMENT = "%Y%m%dT%H%M%S"
#: How a file is called that is no backup yet.
_UNFINISHED = whole.UNFINISHED
#: How the folder is called in which a backup is tried before it is gone back to.
_RESTORING = ".restoring-"

_making = threading.Lock()
#: Why the newest backup that was tried did not come about, for each file.
_faults: dict[Path, str] = {}


@dataclass(frozen=True)
class Backup:
    """A backup, when it was made (in UTC), and how many bytes it has."""

    path: Path
    made_at: datetime
    size: int


@dataclass(frozen=True)
class Restored:
    """What the file holds now, and where the one is that stood there before, if one did."""

    held: pd.Series
    before: Path | None


def of(path: Path) -> list[Backup]:
    """The backups of the file at `path`, the newest first.

    Those of a time to come were made while the clock was wrong, and come last. Raises Refused where
    the folder cannot be read.
    """
    named = re.compile(rf"{re.escape(path.stem)}-\d{{8}}T\d{{6}}\.duckdb")
    found, now = list[Backup](), store.now()
    try:
        for file in _files(path):
            # Whoever tidies up may take a file away meanwhile, or give it a name that is no date.
            with suppress(FileNotFoundError, ValueError):
                if named.fullmatch(file.name):
                    found.append(Backup(file, _made_at(file), file.stat().st_size))
    except OSError as trouble:
        raise _unusable(store.backups(path), trouble) from None
    return sorted(found, key=lambda one: (one.made_at <= now, one.made_at), reverse=True)


def _made_at(file: Path) -> datetime:
    """The moment in the name of a backup."""
    return datetime.strptime(file.stem.rpartition("-")[2], _MOMENT)


def _files(path: Path) -> list[Path]:
    folder = store.backups(path)
    return list(folder.iterdir()) if folder.is_dir() else []


def _unusable(folder: Path, trouble: OSError) -> Refused:
    return Refused(f"The folder {folder} cannot be used: {trouble.strerror}.")


def fault(path: Path) -> str | None:
    """Why the last backup that was tried of this file did not come about; None where it did."""
    return _faults.get(path)


# --- made -----------------------------------------------------------------------------------------


def make(held: store.Store) -> Path | None:
    """The new backup; None where nothing was done since the newest, or nothing is held yet.

    Raises Refused, and leaves nothing that counts as a backup, where it cannot be made.
    """
    with _making:
        try:
            made = _made(held)
        except Exception as trouble:
            reference = log.fault(held.path, trouble, "in making a backup")
            # What nobody foresaw is told like the rest, and ends none of those to come.
            refusal = (
                trouble
                if isinstance(trouble, Refused)
                else Refused(f"Something went wrong in making a backup. Reference: {reference}.")
            )
            _faults[held.path] = str(refusal)
            raise refusal from None
        _faults.pop(held.path, None)
        if made is not None:
            log.note(held.path, "A backup was made.")
        return made


def try_to_make(held: store.Store) -> None:
    """Nothing: a backup is made if there is anything to keep, and a fault is told on stderr."""
    try:
        make(held)
    except Refused as refusal:
        # The terminal may be gone that the house was started in.
        with suppress(OSError):
            sys.stderr.write(f"{refusal}\n")


def go_on_making(held: store.Store, closing: threading.Event) -> None:
    """Nothing: until the house closes, a backup was made when it opened and then each day."""
    if closing.wait(FIRST_PICTURE.total_seconds()):
        return
    try_to_make(held)
    while not closing.wait(LOOKED_AT.total_seconds()):
        if _is_due(held.path):
            try_to_make(held)


def _is_due(path: Path) -> bool:
    """Whether the newest is too old, or it cannot be told, which is said where one is tried."""
    try:
        made = of(path)
    except Refused:
        return True
    # Where all are of a time to come, the clock is wrong now or was.
    return not made or not timedelta() <= store.now() - made[0].made_at < OLDEST


def _made(held: store.Store) -> Path | None:
    if held.ask(store.sql("backup/only_sample")).only_sample[0]:
        return None
    before, sums = of(held.path), held.sums()
    # The last by its name too: of two in one second, one is called after the next.
    newest = {*before[:1], *sorted(before, key=lambda one: one.made_at)[-1:]}
    if any(_holds(one.path, sums) for one in newest):
        return None
    folder = store.backups(held.path)
    try:
        folder.mkdir(exist_ok=True)
        _clear(held.path)
        if shutil.disk_usage(folder).free < _size(held.path) + ROOM_LEFT:
            raise Refused(f"There is too little room on the disk for a backup in {folder}.")
        made = _kept(held, folder)
        for one in worn_out(of(held.path), _made_at(made)):
            one.path.unlink(missing_ok=True)
    except OSError as trouble:
        raise _unusable(folder, trouble) from None
    return made


def _kept(held: store.Store, folder: Path) -> Path:
    """The backup of what is held now, under its own name once it was found whole."""
    final = _new(folder / held.path.stem)
    unfinished = final.with_name(final.name + _UNFINISHED)
    try:
        sums = held.copy(unfinished)
        if not _holds(unfinished, sums):
            raise Refused(f"The backup in {folder} was not whole, so it was removed. Try again.")
        unfinished.rename(final)
    except BaseException:
        _clear(held.path)
        raise
    return final


def _new(beginning: Path) -> Path:
    """A file that is not there yet, whose name says when it is made."""
    moment = store.now()
    # The clock may have been put back, and no backup is ever written over.
    while (new := beginning.with_name(f"{beginning.name}-{moment:{_MOMENT}}.duckdb")).exists():
        moment += timedelta(seconds=1)
    return new


def _size(path: Path) -> int:
    """How many bytes a file has with its log, which may hold most of it."""
    return sum(file.stat().st_size for file in (path, store.log_of(path)) if file.exists())


def _holds(copy: Path, sums: store.Sums) -> bool:
    """Whether a file can be read and adds up to this; one that is damaged does not."""
    try:
        opened = store.open_apart(copy)
        try:
            return opened.sums() == sums
        finally:
            opened.close()
    except Refused:
        return False


def _clear(path: Path) -> None:
    """Remove what is left of backups of this file, and of goings back to one, cut short."""
    for left in path.parent.iterdir():
        if left.name.startswith(f"{path.name}{_RESTORING}"):
            shutil.rmtree(left, ignore_errors=True)
    for file in _files(path):
        if file.name.startswith(f"{path.stem}-") and f".duckdb{_UNFINISHED}" in file.name:
            file.unlink()


def worn_out(made: Sequence[Backup], moment: datetime) -> list[Backup]:
    """Those that are kept no longer: not among the last, nor the newest of one of the weeks.

    The one that was made at this moment is the last. Those of a time to come count for nothing and
    stay: the clock was wrong then, or is now.
    """
    past = [one for one in made if one.made_at <= moment]
    newest_first = sorted(past, key=lambda one: one.made_at, reverse=True)
    kept = {one.path for one in newest_first[:LAST]}
    weeks, age, later = set[tuple[int, int]](), timedelta(), moment
    for one in newest_first:
        age += min(later - one.made_at, PAUSE)
        week, later = one.made_at.isocalendar()[:2], one.made_at
        if week not in weeks and age < timedelta(weeks=WEEKS):
            kept.add(one.path)
        weeks.add(week)
    return [one for one in newest_first if one.path not in kept]


# --- gone back to ---------------------------------------------------------------------------------


def restore(file: Path, path: Path) -> Restored:
    """What the file at `path` holds, now that the backup `file` stands in its place.

    The backup is tried first, in a copy. Raises Refused, with everything as it was, where it is
    not whole or is no backup, and where the house is open.
    """
    if path.exists() and file.exists() and file.samefile(path):
        raise Refused(f"{file.name} is the file itself. Choose a backup of it.")
    with store.closed(path):
        try:
            _clear(path)
            with tempfile.TemporaryDirectory(
                prefix=f"{path.name}{_RESTORING}", dir=path.parent
            ) as folder:
                # Under its own name, by which it is told what is wrong with it.
                tried = Path(folder) / file.name
                held = _tried(file, tried)
                return Restored(held, _put_in_place(tried, path))
        except OSError as trouble:
            raise Refused(f"Nothing was changed: {trouble.strerror}.") from None


def _tried(file: Path, copy: Path) -> pd.Series:
    """What `file` holds, once `copy` is one of it, found whole and brought up to date."""
    # Opened where it lies, since another program may be writing in it.
    store.open_apart(file).close()
    _copy(file, copy)
    opened = store.open_apart(copy)
    try:
        if not opened.is_a_house():
            raise store.Foreign(file)
        opened.sums()
    finally:
        opened.close()
    with closing(store.open_store(copy)) as held:
        found = held.ask(store.sql("backup/held")).iloc[0]
    # It goes where it is to stand without its log.
    store.fold(copy)
    return found


def _put_in_place(tried: Path, path: Path) -> Path | None:
    """Where the file is that stood at `path`, in whose place is the one that was tried."""
    if not path.exists():
        store.set_log_aside(path)
        tried.replace(path)
        return None
    if store.log_of(path).exists():
        # A kill between the taking away of the log and what follows it would leave half a file.
        with suppress(Refused):
            store.fold(path)
    folder = store.backups(path)
    folder.mkdir(exist_ok=True)
    before = _new(folder / f"{path.stem}-before-restore")
    aside = tried.with_name(f"{tried.name}.before")
    _copy(path, aside)
    if store.log_of(aside).exists():
        store.log_of(aside).replace(store.log_of(before))
    aside.replace(before)
    # The log goes first: beside another file it would be taken for that one's.
    store.log_of(path).unlink(missing_ok=True)
    try:
        tried.replace(path)
    except OSError:
        if store.log_of(before).exists():
            store.log_of(before).replace(store.log_of(path))
        before.unlink()
        raise
    return before


def _copy(file: Path, to: Path) -> None:
    """Copy a file that nobody has open, with what a kill left in its log."""
    shutil.copyfile(file, to)
    if store.log_of(file).exists():
        shutil.copyfile(store.log_of(file), store.log_of(to))
