"""A file looked at to its last row, and all that can be read of it put into a new one.

It is only read: whatever is tried is tried on a copy beside it.
"""

from __future__ import annotations

import glob
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from mirror import chain, intake, store, vocabulary
from mirror.store import Damaged, Fault, Refused

#: So many rows DuckDB reads at once: where one of them cannot be read, none of them can.
TOGETHER = 2048
#: The names of what may stand beside a file and belongs to it.
LOGS = (".wal", ".wal.checkpoint")
#: How a log begins that has its entries each behind its length and a sum of it, 8 bytes each: with
#: a field 103, the last of the entry that says so.
_BEGINS, _FIRST = b"d\x00be\x00\x02", re.compile(rb"g\x00[\x80-\xff]*[\x00-\x7f]\xff\xff")
#: How the folder is called in which a copy is looked at.
_LOOKING = ".looking-"
#: The tables without which it is not known what partners saw of earlier releases.
RELEASES = {"release", "released_cell", "released_place"}


@dataclass(frozen=True)
class Part:
    """A table that is not whole: how many rows can be read, of how many where that is known."""

    table: str
    read: int
    of: int | None


@dataclass(frozen=True)
class Found:
    """What came of looking at a file, and the file that what can be read was saved to."""

    #: Whether the file opens, and whether the log that stands beside it can be read.
    opens: bool = True
    log_reads: bool = True
    #: Whether that log ends where an entry does: one whose length is damaged is taken for the end.
    log_ends: bool = True
    #: The tables that are not whole, and how many rows can be read in all.
    parts: tuple[Part, ...] = ()
    rows: int = 0
    saved: Path | None = None
    #: Of a whole file: what it holds, and what came of going through its change log.
    held: pd.Series | None = None
    log: chain.Checked | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all that the file ever held can be read."""
        return self.opens and self.log_reads and not self.parts

    def lost_of(self, *tables: str) -> bool:
        """Whether one of these tables is not whole."""
        return any(part.table in tables for part in self.parts)


def looked_at(path: Path, save: Path | None = None) -> Found:
    """What is whole of the file at `path`; where not all is, what can be read is saved to `save`.

    Raises Refused where it is no file of ours, is open, or where there is no room to look at it.
    """
    if save is not None and save.exists():
        raise Refused(f"{save} is there already, and nothing is written over. Choose another name.")
    beside = (path if save is None else save).absolute().parent
    with ExitStack() as until_done:
        until_done.enter_context(_shut(path))
        try:
            size = sum(file.stat().st_size for file in _files(path))
            if shutil.disk_usage(beside).free < 3 * size:
                raise Refused(f"There is too little room in {beside} to look at {path.name} there.")
            # What a kill left of a look before is as private as the file itself.
            for left in beside.glob(f"{glob.escape(path.name)}{_LOOKING}*"):
                shutil.rmtree(left, ignore_errors=True)
            made = TemporaryDirectory(prefix=f"{path.name}{_LOOKING}", dir=beside)
            folder = Path(until_done.enter_context(made))
            copy, new = folder / path.name, folder / "new" / path.name
            for file in _files(path):
                shutil.copyfile(file, folder / file.name)
            found = _tried(copy, new)
            if save is not None and new.exists():
                if save.exists():
                    raise Refused(f"{save} is there already, and nothing is written over.")
                new.rename(save)
                found = replace(found, saved=save)
            return found
        except OSError as trouble:
            raise Refused(
                f"{path.name} cannot be looked at in {beside}: {trouble.strerror}. "
                "Name a file in another folder to save to: --save FILE"
            ) from None


@contextmanager
def _shut(path: Path) -> Iterator[None]:
    """While the block lasts, no Place Mirror opens the file; where another program has it, Refused.

    In a folder that is closed to writing no Place Mirror can have it open.
    """
    with ExitStack() as until_done:
        if path == store.data_path():
            try:
                until_done.enter_context(store.closed(path))
            except store.AlreadyOpen:
                raise
            except Refused:
                pass
        with suppress(Damaged):
            store.open_apart(path).close()
        yield


def _files(path: Path) -> list[Path]:
    """The file and what belongs to it."""
    logs = [path.with_name(path.name + name) for name in LOGS]
    return [path, *(log for log in logs if log.exists())]


def _tried(copy: Path, new: Path) -> Found:
    """What is whole of a copy; where not all is, what can be read of it is at `new`."""
    log_reads, log_ends = _opens(copy), all(map(_ends, _files(copy)[1:]))
    if not log_reads:
        logs = _files(copy)[1:]
        for log in logs:
            log.unlink()
        if not logs or not _opens(copy):
            return Found(opens=False)
    layout = _layout(copy)
    if not {"migration", "observation"} & {*layout}:
        raise store.Foreign(copy)
    if log_reads and (whole := _whole(copy, layout)) is not None:
        return replace(whole, log_ends=log_ends)
    parts, rows = _saved(copy, layout, new)
    return Found(log_reads=log_reads, log_ends=log_ends, parts=parts, rows=rows)


def _opens(path: Path) -> bool:
    try:
        store.open_apart(path).close()
    except Damaged:
        return False
    return True


def _ends(log: Path) -> bool:
    """Whether a log ends where an entry does, as far as it is of a make that tells."""
    data = log.read_bytes()
    begun = _FIRST.search(data)
    if not data.startswith(_BEGINS) or begun is None:
        return True
    place = begun.end()
    while place < len(data):
        place += 16 + int.from_bytes(data[place : place + 8], "little")
    return place == len(data)


def _layout(path: Path) -> dict[str, str]:
    """Each table of a file with its columns."""
    with closing(store.open_apart(path)) as file:
        found = file.ask(store.sql("salvage/columns"))
    return dict(zip(found.table_name, found["columns"], strict=True))


def _whole(copy: Path, layout: dict[str, str]) -> Found | None:
    """What a file holds of which each row can be read; None where that is not so."""
    try:
        with closing(store.open_apart(copy)) as file:
            sums = file.sums()
        if not _made(copy.with_name("as-made.duckdb"), _steps(copy)).items() <= layout.items():
            return None
        with closing(store.open_store(copy)) as held:
            now = held.ask(store.sql("backup/held")).iloc[0]
            rows = sum(count for count, _ in sums.values())
            return Found(held=now, log=chain.checked(held), rows=rows)
    except (Damaged, Fault):
        return None


def _steps(copy: Path) -> set[str]:
    """The migrations that a file has been through: all that there are, where it cannot say."""
    ours = {step.stem for step in store.MIGRATIONS.glob("*.sql")}
    try:
        with closing(store.open_apart(copy)) as file:
            steps = set(file.ask(store.sql("store/applied")).name)
    except (Damaged, Fault):
        return ours
    if steps - ours:
        raise store.newer(copy)
    return steps


def _made(path: Path, steps: set[str]) -> dict[str, str]:
    """Each table of a new file at `path` that has been through these migrations."""
    folder = path.with_name(f"{path.stem}-migrations")
    folder.mkdir(parents=True)
    for step in store.MIGRATIONS.glob("*.sql"):
        if step.stem in steps:
            shutil.copy(step, folder)
    store.open_store(path, folder).close()
    return _layout(path)


def _saved(copy: Path, layout: dict[str, str], new: Path) -> tuple[tuple[Part, ...], int]:
    """The tables that are not whole, and how many rows are now at `new`, a file of today."""
    made = _made(new, _steps(copy))
    whole = set[str]()
    known = _known(copy, [table for table in made if table in layout])
    with closing(store.Salvage(new, copy)) as salvage:
        for table, columns in made.items():
            if table != "migration" and layout.get(table) == columns and _moved(salvage, table):
                whole.add(table)
    with closing(store.open_store(new)) as held:
        read = {table: _count(held, table) for table in made}
        rows = sum(read[table] for table in made if table != "migration")
        if "place" not in whole:
            held.write(lambda cursor: cursor.execute(store.sql("salvage/places")))
        vocabulary.bring_up_to_date(held)
        held.write(lambda cursor: intake.record_change(cursor, "save what can be read", None, rows))
    # It goes where it is to stand without its log.
    store.fold(new)
    parts = [
        Part(table, read[table], known.get(table)) for table in made
        if table not in {*whole, "migration"} and read[table] != known.get(table)
    ]  # fmt: skip
    return tuple(parts), rows


def _moved(salvage: store.Salvage, table: str) -> bool:
    """Whether all rows of a table are in the new file; those that can be read are."""
    last = salvage.last(table)
    if last is None:
        return False
    stop = (last // TOGETHER + 1) * TOGETHER
    waiting, is_whole = [(0, stop)], True
    while waiting:
        first, stop = waiting.pop()
        if salvage.move(table, first, stop - 1):
            continue
        is_whole = False
        if stop - first > TOGETHER:
            middle = first + (stop - first) // TOGETHER // 2 * TOGETHER
            waiting += [(first, middle), (middle, stop)]
    return is_whole


def _known(copy: Path, tables: Iterable[str]) -> dict[str, int]:
    """How many rows each table is known to hold, of those of which it can be told."""
    known, waiting = dict[str, int](), list(tables)
    while waiting:
        with closing(store.open_apart(copy)) as file:
            while waiting:
                table = waiting.pop()
                try:
                    known[table] = _count(file, table)
                except (Damaged, Fault):
                    # DuckDB may have given the file up: it is opened anew for the others.
                    break
    return known


def _count(file: store.Apart | store.Store, table: str) -> int:
    return int(file.ask(store.sql("salvage/count"), {"name": table}).row_count[0])
