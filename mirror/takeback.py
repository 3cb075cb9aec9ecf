"""Take it back: undo a batch, amend an observation, withdraw what was said or all of one observer.

Facts are append-only: a change is a new row that takes the place of the one before. Two things are
overwritten nevertheless, because they must be gone from the file too: the text of a note that is
withdrawn or made more general, and the rows of a batch that is undone.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

import pandas as pd

from mirror import sample, snapshot, store, vocabulary
from mirror.intake import kept_at, record_change
from mirror.lens import CONSENT_NEEDED
from mirror.record import new_id
from mirror.sheet import tidy
from mirror.store import Damaged, Refused

#: What can be withdrawn besides an observation, each by the name of its table.
KINDS = (
    "relationship", "event", "entry_step", "help", "block_view", "reflection", "loop", "remark",
)  # fmt: skip
#: The vocabularies that a file may grow and that are shipped with words of their own.
_SHIPPED = ("behaviours", "parts", "sectors")
#: The bytes of a row that is written over free blocks.
_ROW = 32
#: How often the file is tried to be cleaned, how often before its tables are written anew once
#: more, and the longest pause between, in seconds.
_TRIES, _PATIENCE, _PAUSE = 200, 20, 0.02


class Unfinished(Refused):
    """Something is taken back, and its text may still be in the file."""

    def __init__(self) -> None:
        super().__init__(
            "It is taken back. The file cannot be rid of the text in it now: it is too busy, or "
            "the disk is full. That happens when Place Mirror is opened again."
        )


class Changes(TypedDict, total=False):
    """What may be amended of an observation; None is “not said”."""

    observed_on: date
    part: str | None
    behaviour: str
    strength: float | None
    direction: str | None
    overtness: int | None
    note: str | None
    consent: int


@dataclass(frozen=True)
class Batch:
    """Rows that came in together: from where, when, how many stand and how many were changed."""

    id: UUID
    kind: str
    source: str
    recorded_at: datetime
    places: tuple[str, ...]
    standing: int
    changed: int


def batches(held: store.Store) -> list[Batch]:
    """The batches of which anything is held, the latest first."""
    return [
        Batch(
            row.id, row.kind, row.source, row.recorded_at.to_pydatetime(), tuple(row.places),
            row.standing, row.changed,
        )
        for row in held.ask(store.sql("takeback/batches")).itertuples()
    ]  # fmt: skip


def undo_batch(held: store.Store, identity: UUID) -> int:
    """How many rows went: all that came with the batch, and what took their place since.

    Observers, places and words of the house's own go too where nothing else mentions them: a wrong
    file may hold a name in any column. The same file brought in again brings it all back.
    """

    def work(cursor: store.Cursor) -> int:
        found = _rows(cursor, "takeback/batch", batch=identity)
        if not found:
            raise Refused("This batch is not held any more.")
        _run(cursor, "takeback/gone", batch=identity)
        [(count,)] = _rows(cursor, "takeback/gone_count")
        words = _words(cursor)
        cursor.register("shipped", pd.concat(map(vocabulary.read, _SHIPPED))[["code"]])
        _run(cursor, "takeback/undo")
        cursor.unregister("shipped")
        _forget_views(cursor, words - _words(cursor))
        _run(cursor, "takeback/forget_batch", batch=identity)
        _forget(cursor)
        record_change(cursor, "undo batch", found[0][1], count)
        return int(count)

    if "sample" in held.ask(store.sql("takeback/batch"), {"batch": identity}).kind.tolist():
        count = sum(batch.standing for batch in batches(held) if batch.kind == "sample")
        sample.start_empty(held)
        return count
    count = held.write(work)
    _wipe(held)
    return count


def amend_observation(held: store.Store, identity: UUID, **changes: Unpack[Changes]) -> UUID:
    """The row that stands now: the observation as amended, or as it was if nothing is new."""
    return _change(held, identity, changes, "amend observation")


def change_consent(held: store.Store, identity: UUID, consent: int) -> UUID:
    """The row that stands now, with who may read the note as its author has it now."""
    return _change(held, identity, {"consent": consent}, "change consent")


def generalise_note(held: store.Store, identity: UUID, text: str) -> UUID:
    """The row that stands now, with the more general text; the earlier text is gone."""
    if not text.strip():
        raise Refused("Write the more general text, or withdraw the note.")
    return _replace_note(held, identity, text, "generalise note")


def withdraw_note(held: store.Store, identity: UUID) -> UUID:
    """The row that stands now, without a note; its text is gone from every row and the file."""
    return _replace_note(held, identity, None, "withdraw note")


def withdraw_observation(held: store.Store, identity: UUID) -> UUID:
    """The row that says it is withdrawn: it counts no longer, and its note's text is gone."""

    def work(cursor: store.Cursor) -> UUID:
        _standing(cursor, identity)
        withdrawal = new_id()
        _run(
            cursor, "takeback/withdraw",
            id=withdrawal, supersedes=identity, recorded_at=kept_at(cursor),
        )  # fmt: skip
        _run(cursor, "takeback/forget_notes", id=withdrawal)
        _forget(cursor)
        record_change(cursor, "withdraw observation", str(identity), 1)
        return withdrawal

    withdrawal = held.write(work)
    _wipe(held)
    return withdrawal


def withdraw(held: store.Store, kind: str, identity: UUID) -> UUID:
    """The row that says that one of KINDS is withdrawn: its texts are gone, with its history's."""

    def work(cursor: store.Cursor) -> UUID:
        if not _rows(cursor, "takeback/stands", kind=kind, id=identity):
            raise Refused("This was changed or taken back meanwhile. Look it up again.")
        withdrawal = new_id()
        _run(
            cursor, "takeback/taken",
            id=withdrawal, supersedes=identity, recorded_at=kept_at(cursor),
        )  # fmt: skip
        _run(cursor, "takeback/withdraw_taken")
        _forget(cursor)
        record_change(cursor, f"withdraw {kind.replace('_', ' ')}", str(identity), 1)
        return withdrawal

    withdrawal = held.write(work)
    _wipe(held)
    return withdrawal


def withdraw_observer(held: store.Store, place: str, observer: str) -> int:
    """How many rows were withdrawn: everything of one observer in a place, its texts gone."""

    def work(cursor: store.Cursor) -> int:
        [(count,)] = _rows(cursor, "takeback/said_by", place=place, observer=observer)
        if not count:
            raise Refused("Nothing of this observer is held any more.")
        _run(
            cursor, "takeback/leaving", place=place, observer=observer, recorded_at=kept_at(cursor)
        )  # fmt: skip
        words = _words(cursor)
        _run(cursor, "takeback/withdraw_observer")
        _forget_views(cursor, words - _words(cursor))
        _forget(cursor)
        record_change(cursor, "withdraw observer", place, count)
        return int(count)

    count = held.write(work)
    _wipe(held)
    return count


def finish(held: store.Store) -> None:
    """Nothing: what was taken back is gone from the file, also where that was cut short."""
    if held.ask(store.sql("takeback/unfinished")).unfinished[0]:
        _wipe(held)


def history(held: store.Store, identity: UUID) -> pd.DataFrame:
    """The rows of an observation from first to last, as far as a facilitator may read them."""
    terms = {"id": identity, "consent": CONSENT_NEEDED["facilitator"]}
    return held.ask(store.sql("takeback/history"), terms)


def _change(held: store.Store, identity: UUID, changes: Changes, what: str) -> UUID:
    def work(cursor: store.Cursor) -> UUID:
        standing = _amend(cursor, identity, changes)
        if standing != identity:
            _run(cursor, "takeback/forget_passed", consent=CONSENT_NEEDED["partner"])
            record_change(cursor, what, str(identity), 1)
        return standing

    return held.write(work)


def _amend(cursor: store.Cursor, identity: UUID, changes: Changes) -> UUID:
    before = _standing(cursor, identity)
    after = before | dict(changes)
    after["note"] = tidy(after["note"] or "") or None
    if after == before:
        return identity
    checked = {name: value for name, value in after.items() if name != "note"}
    if wrong := _rows(cursor, "takeback/wrong", today=date.today(), **checked):
        raise Refused(wrong[0][0])
    standing = new_id()
    _run(
        cursor, "takeback/amend",
        id=standing, supersedes=identity, recorded_at=kept_at(cursor), **after,
    )  # fmt: skip
    return standing


def _replace_note(held: store.Store, identity: UUID, text: str | None, what: str) -> UUID:
    def work(cursor: store.Cursor) -> UUID:
        standing = _amend(cursor, identity, {"note": text})
        _run(cursor, "takeback/forget_notes", id=standing)
        _forget(cursor)
        record_change(cursor, what, str(identity), 1)
        return standing

    standing = held.write(work)
    _wipe(held)
    return standing


def _standing(cursor: store.Cursor, identity: UUID) -> dict[str, Any]:
    """What an observation says, as long as nothing took its place."""
    found = _rows(cursor, "takeback/standing", id=identity)
    if not found:
        raise Refused("This observation was changed or withdrawn meanwhile. Look it up again.")
    return dict(zip(Changes.__annotations__, found[0], strict=True))


def _forget(cursor: store.Cursor) -> None:
    """Take out what partners may read no longer, and begin to write over what is gone."""
    _run(cursor, "takeback/forget_passed", consent=CONSENT_NEEDED["partner"])
    _run(cursor, "takeback/room")


def _words(cursor: store.Cursor) -> frozenset[str]:
    return frozenset(word for (word,) in _rows(cursor, "takeback/words"))


def _forget_views(cursor: store.Cursor, gone: frozenset[str]) -> None:
    """Take the kept views away that show a word which is held no longer."""
    if gone:
        views = [
            identity for identity, *said in _rows(cursor, "takeback/views")
            if snapshot.shows(gone, *said)
        ]  # fmt: skip
        _run(cursor, "takeback/forget_views", views=views)


def _wipe(held: store.Store) -> None:
    """Write over what the file no longer uses, so that no text that must be gone is left in it.

    DuckDB leaves a text that was overwritten or deleted where it stood. So the tables are written
    anew, which frees the blocks they lay in, and chance is written over those. Deleted rows go only
    with a checkpoint at which nobody reads what was held before: it is tried until that is so.
    Raises Unfinished where it cannot be: what is taken back stays so.
    """
    try:
        _write_over(held)
    except Damaged:
        raise
    except Refused:
        raise Unfinished from None


def _write_over(held: store.Store) -> None:
    for attempt in range(_TRIES):
        _write(held, "takeback/checkpoint")
        if attempt and not held.ask(store.sql("takeback/stale")).row_count[0]:
            break
        # A checkpoint does its work only where something was written since the last one.
        _write(held, "takeback/room" if attempt % _PATIENCE else "takeback/rewrite")
        time.sleep(random.uniform(0, _PAUSE) if attempt else 0)
    else:
        raise Unfinished
    for _ in range(_TRIES):
        [free] = held.ask(store.sql("takeback/free")).itertuples()
        if not free.blocks:
            break
        _write(held, "takeback/fill", row_count=int(free.blocks * free.block_size // _ROW))
        _write(held, "takeback/checkpoint")
    _write(held, "takeback/unfill")
    _write(held, "takeback/checkpoint")


def _write(held: store.Store, name: str, **terms: Any) -> None:
    held.write(lambda cursor: _run(cursor, name, **terms))


def _run(cursor: store.Cursor, name: str, **terms: Any) -> None:
    cursor.execute(store.sql(name), terms)


def _rows(cursor: store.Cursor, name: str, **terms: Any) -> list[tuple[Any, ...]]:
    return cursor.execute(store.sql(name), terms).fetchall()
