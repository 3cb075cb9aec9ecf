"""A gathering from preparing it to closing it: who is there, what is looked at, what is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import pandas as pd

from mirror import intake, record, store
from mirror.ask import ask
from mirror.store import Refused

#: The page on which a room scores something, each alone first.
SCORING = "scoring"
#: What a room may score, and what the agenda calls it.
ABOUT = {
    "behaviour": "Score the behaviours, each alone first",
    "block": "Score the building blocks, each alone first",
    "relationship": "Score one relationship, each alone first",
}
#: The most views that an agenda holds, and how far ahead one may be prepared, in days.
MOST, AHEAD = 20, 400


@dataclass(frozen=True)
class Item:
    """A view of an agenda: a page, its address from the place on, and what is asked of it."""

    page: str
    lens: str
    question: str


@dataclass(frozen=True)
class Workshop:
    """A gathering with an agenda; `people` counts who is there by sector, "" where nobody said."""

    id: UUID
    place: str
    held_on: date
    purpose: str
    ends_at: time | None
    closed_at: datetime | None
    people: Mapping[str, int]
    agenda: tuple[Item, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is prepared or going on, and not closed."""
        return self.closed_at is None

    @property
    def in_the_room(self) -> int:
        """How many people are there, as far as somebody said; 0 where nobody did."""
        return sum(self.people.values())


def prepare(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    held_on: date | None,
    purpose: str | None,
    agenda: Sequence[Item],
    ends_at: time | None = None,
    people: Mapping[str, int | None] | None = None,
) -> bool:
    """Whether a gathering was prepared now; False if it is held already."""
    terms = {
        "id": identity, "place": place, "held_on": _day(held_on),
        "purpose": record.text_of("What you meet for", purpose, record.TITLE), "ends_at": ends_at,
    }  # fmt: skip
    if not agenda:
        raise Refused("The agenda: nothing is on it yet, so choose at least one view.")
    checked = [_checked(item) for item in agenda]

    def work(cursor: store.Cursor) -> bool:
        known = record.words_known(cursor)
        record.chosen(known, "Place", "place", place)
        counts = {sector: record.heads(count) for sector, count in (people or {}).items()}
        for sector in filter(None, counts):
            record.chosen(known, "Sector", "sector", sector)
        [(added,)] = cursor.execute(store.sql("workshop/prepare"), terms).fetchall()
        if added:
            record.keep_room(cursor, identity, counts)
            _keep_agenda(cursor, identity, checked)
            intake.record_change(cursor, "prepare gathering", place, 1)
        return bool(added)

    return held.write(work)


def plan(held: store.Store, gathering: UUID, agenda: Sequence[Item]) -> None:
    """Let this agenda stand in the place of the one before, as long as it is not closed."""
    if not agenda:
        raise Refused("The agenda: at least one view stays on it.")
    if len(agenda) > MOST:
        raise Refused(f"The agenda: it holds {MOST} views at most.")
    checked = [_checked(item) for item in agenda]

    def work(cursor: store.Cursor) -> None:
        _open(cursor, gathering)
        cursor.execute(store.sql("workshop/forget_agenda"), {"gathering": gathering})
        _keep_agenda(cursor, gathering, checked)

    held.write(work)


def close(held: store.Store, gathering: UUID) -> None:
    """Close the gathering: its rooms, its agenda and what was shown stay as they are."""

    def work(cursor: store.Cursor) -> None:
        _open(cursor, gathering)
        terms = {"gathering": gathering, "closed_at": store.now()}
        cursor.execute(store.sql("workshop/close"), terms)
        intake.record_change(cursor, "close gathering", str(gathering), 1)

    held.write(work)


def remove(held: store.Store, gathering: UUID) -> None:
    """Take a prepared gathering away, as long as nothing was said at it."""

    def work(cursor: store.Cursor) -> None:
        terms = {"gathering": gathering}
        [(things,)] = cursor.execute(store.sql("workshop/said_at"), terms).fetchall()
        if things:
            raise Refused("Something was said at this gathering, so it stays. Close it instead.")
        for name in ("forget_agenda", "forget_room", "forget_phones", "remove"):
            cursor.execute(store.sql(f"workshop/{name}"), terms)
        intake.record_change(cursor, "remove gathering", str(gathering), 1)

    held.write(work)


def found(identity: str) -> Workshop | None:
    """The gathering of this id, if it has an agenda."""
    rows = ask("gathering", id=identity, place=None)
    return _read(rows.iloc[0]) if len(rows) else None


def prepared(place: str) -> list[Workshop]:
    """The gatherings of a place that have an agenda, the latest first."""
    return [_read(row) for _, row in ask("gathering", id=None, place=place).iterrows()]


def going_on(place: str) -> Workshop | None:
    """The gathering of a place that is held today and is not closed, if there is one."""
    today = (one for one in prepared(place) if one.held_on == date.today() and one.is_open)
    return next(today, None)


def next_one(place: str) -> Workshop | None:
    """The open gathering that comes next, today's included; else the latest that nobody closed."""
    still_open = [one for one in prepared(place) if one.is_open]
    coming = [one for one in still_open if one.held_on >= date.today()]
    return coming[-1] if coming else next(iter(still_open), None)


def captured(gathering: UUID) -> pd.DataFrame:
    """What was captured at a gathering, the latest first: kind, id, what, said, who, by_when."""
    return ask("captured", gathering=str(gathering))


def _read(row: Any) -> Workshop:
    agenda = ask("agenda", gathering=str(row.id))
    room = ask("gathering_room", gathering=str(row.id))
    return Workshop(
        UUID(str(row.id)), str(row.place), row.held_on.date(), str(row.purpose),
        None if pd.isna(row.ends_at) else row.ends_at,
        None if pd.isna(row.closed_at) else row.closed_at.to_pydatetime(),
        dict(zip(room.sector, map(int, room.people), strict=True)),
        tuple(Item(one.page, one.lens, one.question) for one in agenda.itertuples()),
    )  # fmt: skip


def _open(cursor: store.Cursor, gathering: UUID) -> None:
    if not cursor.execute(store.sql("workshop/is_open"), {"gathering": gathering}).fetchall():
        raise Refused("This gathering is closed, so it stays as it was.")


def _keep_agenda(cursor: store.Cursor, gathering: UUID, agenda: Sequence[Item]) -> None:
    for position, item in enumerate(agenda):
        terms = {
            "id": record.new_id(), "gathering": gathering, "position": position,
            "page": item.page, "lens": item.lens, "question": item.question,
        }  # fmt: skip
        cursor.execute(store.sql("workshop/add_to_agenda"), terms)


def _checked(item: Item) -> Item:
    question = record.text_of("The question", item.question, record.NOTE)
    if not question:
        raise Refused("The question: every view ends in one, so write it.")
    return Item(item.page, item.lens, question)


def _day(held_on: date | None) -> date:
    if held_on is None:
        raise Refused("When you meet: this is still empty, so choose a day.")
    if held_on < record.EARLIEST:
        raise Refused(f"When you meet: it is before {record.EARLIEST.year}, so choose a later day.")
    if (held_on - date.today()).days > AHEAD:
        raise Refused("When you meet: it is more than a year ahead, so choose an earlier day.")
    return held_on
