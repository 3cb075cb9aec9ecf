"""The log beside the file: what the house did, and where it failed, without a word of anybody's.

What a fault says may quote a note or a name. So the log has its kind and the lines of code that
it came through, under a reference that whoever met it can read out.
"""

from __future__ import annotations

import logging
import platform
import secrets
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from logging.handlers import RotatingFileHandler
from pathlib import Path

from mirror import store

#: How many bytes a log may have before it is set aside, and how many of those are kept.
SIZE, KEPT = 500_000, 4
#: The letters and figures that nobody takes for another, and how many there are in a reference.
ALPHABET, HALF = "ACDEFHJKMNPQRTVWXY3479", 4
#: As many lines of code as are told of one fault: one that calls itself goes round many times.
LINES = 40

_writing = threading.Lock()
#: The logs that could not be written, which is told once.
_told: set[Path] = set()


def of(path: Path) -> Path:
    """The log of the file at `path`; never that file itself, whatever it is called."""
    return path.with_name(f"{path.name.removesuffix('.duckdb')}.log")


def note(path: Path, what: str) -> None:
    """Nothing: what was done with the file at `path`, in words of our own, stands in its log."""
    _write(path, what)


def opened(path: Path) -> None:
    """Nothing: that the house opened stands in the log, and what it is made of."""
    parts = (f"{name} {version(name)}" for name in ("duckdb", "streamlit"))
    note(path, f"The house opened: Python {platform.python_version()}, {', '.join(parts)}.")


def fault(path: Path, exception: BaseException, where: str) -> str:
    """The reference under which a fault stands in the log, with the code that it came through."""
    reference = "-".join(_random() for _ in range(2))
    told = [f"{reference} Something went wrong {where}.", *came_through(exception)]
    _write(path, "\n  ".join(told))
    return reference


def refused(path: Path, refusal: store.Refused, where: str) -> None:
    """Nothing: damage stands in the log; whatever else is refused is no fault of the house."""
    if isinstance(refusal, store.Damaged):
        fault(path, refusal, where)


def _random() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(HALF))


def came_through(exception: BaseException) -> list[str]:
    """The kinds of a fault and of those behind it, the first first, each with its lines of code."""
    told, seen = list[str](), set[int]()
    for each in reversed(list(_behind(exception, seen))):
        told.append(f"{type(each).__module__}.{type(each).__qualname__}")
        frames = traceback.extract_tb(each.__traceback__)
        told += [f"  {_file(one.filename)}:{one.lineno} in {one.name}" for one in frames[-LINES:]]
    return told


def _behind(exception: BaseException | None, seen: set[int]) -> Iterator[BaseException]:
    while exception is not None and id(exception) not in seen:
        seen.add(id(exception))
        yield exception
        exception = exception.__cause__ or exception.__context__


def _file(name: str) -> str:
    """A file of code by its place in the house, or in its package: a home says whose it is."""
    path = Path(name)
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return path.relative_to(store.ROOT).as_posix() if path.is_relative_to(store.ROOT) else path.name


class _Handler(RotatingFileHandler):
    """Writes into a log that is open only meanwhile: Windows renames none that is open."""

    def handleError(self, record: logging.LogRecord) -> None:
        path, fault = Path(self.baseFilename), sys.exc_info()[1]
        if path not in _told:
            _told.add(path)
            why = getattr(fault, "strerror", None) or type(fault).__name__
            sys.stderr.write(f"The log {path.name} cannot be written: {why}.\n")


def _write(path: Path, text: str) -> None:
    """Add a moment and what is told of it. A log that cannot be written stops nobody."""
    said = logging.makeLogRecord({"msg": f"{store.now():%Y-%m-%d %H:%M:%S} UTC  {text}"})
    with _writing:
        handler = _Handler(of(path), maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True)
        handler.emit(said)
        # What a full disk did not take is tried once more here.
        with suppress(OSError):
            handler.close()
