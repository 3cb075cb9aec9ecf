"""The change log's entries, each bound to all before it, so that tampering with one is found.

Whoever can write to the file can also reckon the whole chain anew, or cut off its tail. That is
seen only against a head that somebody keeps elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mirror import store

#: What the first entry is bound to.
BEGINNING = ""
#: What an entry says, in the order in which it is bound.
FIELDS = ("number", "id", "moment", "what", "subject", "row_count", "who")


@dataclass(frozen=True)
class Checked:
    """What came of going through the change log: how long it is, its head, what does not fit."""

    entries: int
    head: str
    #: The first entry that does not fit those before it: its place in the log, and what it says.
    wrong: tuple[int, str] | None = None


def bound(before: str, fields: Sequence[object]) -> str:
    """The chain of an entry that says these fields, after the chain of the one before.

    Each field stands behind its length, so that no two entries read alike.
    """
    said = ["-" if field is None else f"{len(str(field).encode())}:{field}" for field in fields]
    return hashlib.sha256(",".join([before, *said]).encode()).hexdigest()


def moment(day_and_time: datetime) -> int:
    """A moment as it is bound: the microseconds since 1970 in UTC."""
    since = day_and_time.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def checked(held: store.Store) -> Checked:
    """The change log of a file, gone through from its first entry to its last."""
    table = held.ask(store.sql("change/all"))
    chain = BEGINNING
    for place, row in enumerate(table.itertuples(), start=1):
        said = [getattr(row, name) for name in FIELDS]
        fields = [field if isinstance(field, str) else None for field in said]
        chain = bound(chain, fields)
        if fields[0] != str(place) or chain != row.chain:
            return Checked(
                len(table), chain, (place, f"{row.what}, {row.changed_at:%Y-%m-%d %H:%M}")
            )
    return Checked(len(table), chain)
