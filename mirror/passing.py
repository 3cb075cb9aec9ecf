"""Notes for partners: each looked at by a person, and shown only where enough people wrote.

A note may be shown where its author let partners read it, what a pattern knows was taken out, and
a person passed it as it then stands. It is shown with its behaviour and its stretch of time where
enough authors of passed notes stand there, else with its behaviour alone; else not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import pandas as pd

from mirror import intake, redaction, store
from mirror.grain import Grain, Span
from mirror.lens import CONSENT_NEEDED
from mirror.sheet import tidy
from mirror.store import Refused

#: The least consent of a note that partners may read.
CONSENT = CONSENT_NEEDED["partner"]

_SHOWN = ["place", "subject", "period", "months", "said"]


def waiting(held: store.Store, place: str) -> pd.DataFrame:
    """The notes of a place that nobody has looked at for partners: as written, and as redacted.

    `needs_an_eye` where a name may be left that no pattern knows.
    """
    notes = held.ask(store.sql("release/notes_waiting"), {"place": place, "consent": CONSENT})
    redacted = notes.note.map(redaction.redacted)
    return notes.assign(redacted=redacted, needs_an_eye=redacted.map(redaction.needs_an_eye))


def passed(held: store.Store, place: str) -> pd.DataFrame:
    """The notes of a place that were passed and may still be shown, and those kept back."""
    return held.ask(store.sql("release/notes_passed"), {"place": place, "consent": CONSENT})


def let_pass(held: store.Store, place: str, observation: UUID, said: str) -> None:
    """Let partners read a note as it says here, once enough people stand behind it."""
    text = redaction.redacted(tidy(said))
    if not text:
        raise Refused("Write what partners may read, or keep the note back.")
    _decide(held, place, observation, text, "pass note")


def keep_back(held: store.Store, place: str, observation: UUID) -> None:
    """Keep a note from partners."""
    _decide(held, place, observation, None, "keep note back")


def look_again(held: store.Store, place: str, observation: UUID) -> None:
    """Let a note that was kept back await a person once more."""

    def work(cursor: store.Cursor) -> None:
        _forget(cursor, place, observation)
        intake.record_change(cursor, "look at note again", str(observation), 1)

    held.write(work)


def _decide(held: store.Store, place: str, observation: UUID, said: str | None, what: str) -> None:
    def work(cursor: store.Cursor) -> None:
        _forget(cursor, place, observation)
        cursor.execute(
            store.sql("release/decide_note"),
            {"observation": observation, "said": said, "decided_at": store.now()},
        )
        intake.record_change(cursor, what, str(observation), 1)

    held.write(work)


def to_release(held: store.Store, grains: Mapping[str, Grain]) -> pd.DataFrame:
    """The notes of places that partners may read now: `place`, `subject`, time and what is said."""
    shown = []
    for place, grain in grains.items():
        notes = passed(held, place).dropna(subset="said")
        spans = [_span(grain, day) for day in notes.observed_on]
        notes = notes.assign(
            place=place, subject=notes.behaviour,
            period=[span.first for span in spans], months=[span.months for span in spans],
        )  # fmt: skip
        by_time = _authors(notes, ["subject", "period"]) >= grain.fewest
        rest = notes[~by_time].assign(period=None, months=None)
        shown += [notes[by_time], rest[_authors(rest, ["subject"]) >= grain.fewest]]
    return pd.concat(shown)[_SHOWN].astype(object) if shown else pd.DataFrame(columns=_SHOWN)


def _span(grain: Grain, day: datetime) -> Span:
    return grain.span(day.date().replace(month=1 + (day.month - 1) // 3 * 3, day=1))


def _authors(notes: pd.DataFrame, pool: list[str]) -> pd.Series:
    """How many people wrote the notes that stand in the same pool as each."""
    return notes.groupby(pool, dropna=False).observer.transform("nunique")


def _forget(cursor: store.Cursor, place: str, observation: UUID) -> None:
    """Forget what was decided of a note, as long as partners may read it."""
    terms = {"observation": observation, "place": place, "consent": CONSENT}
    if not cursor.execute(store.sql("release/note_stands"), terms).fetchall():
        raise Refused("This note was changed or taken back meanwhile. Look at them again.")
    cursor.execute(store.sql("release/forget_note"), {"observation": observation})
