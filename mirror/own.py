"""What somebody added to a place themselves, and nobody else's: kept, read again, taken back.

It is the one way from partners to what is held: a visitor who may look at a place speaks there
under a pseudonym made by chance, and reaches the rows of this pseudonym alone.
"""

from __future__ import annotations

import secrets
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from uuid import UUID

import pandas as pd

from mirror import access, record, store, takeback
from mirror.access import Visitor
from mirror.allowance import Allowance
from mirror.store import Refused

#: What the change log calls whoever adds here.
A_PARTNER = "a partner"
#: How many things one visitor may add in a minute.
ADDED = 10

_added = Allowance(ADDED)


def has_spoken(held: store.Store, visitor: Visitor, place: str) -> bool:
    """Whether this visitor has added anything to the place before."""
    _may(visitor, place)
    return not held.ask(store.sql("own/observer"), _of(visitor, place)).empty


def add(
    held: store.Store,
    visitor: Visitor,
    identity: UUID,
    *,
    place: str,
    behaviour: str | None,
    observed_on: date | None,
    part: str | None = None,
    strength: float | None = None,
    overtness: int | None = None,
    note: str | None = None,
    consent: int | None = 1,
    sector: str | None = None,
    organisation: str | None = None,
) -> bool:
    """Whether what this visitor noticed was kept now; False if it is held already."""
    _may(visitor, place)
    if _added.is_spent(visitor.who):
        raise Refused("That was a lot at once. Wait a minute, then save it again.")
    _added.spend(visitor.who)

    def observer(cursor: store.Cursor) -> str:
        return _speaks_as(cursor, visitor, place)

    with _unnamed(visitor):
        return record.observation(
            held, identity, place=place, observer=observer, behaviour=behaviour,
            observed_on=observed_on, part=part, strength=strength, overtness=overtness, note=note,
            consent=consent, sector=sector, organisation=organisation,
        )  # fmt: skip


def notes(held: store.Store, visitor: Visitor, place: str) -> pd.DataFrame:
    """What this visitor added to the place, as it stands, the latest first."""
    _may(visitor, place)
    known = held.ask(store.sql("own/observer"), _of(visitor, place)).observer.tolist()
    terms = {"place": place, "observer": known[0] if known else None}
    return held.ask(store.sql("own/notes"), terms)


def lower(held: store.Store, visitor: Visitor, place: str, identity: UUID, consent: int) -> None:
    """Let fewer people read a note of this visitor's; never more."""
    now = int(_one(held, visitor, place, identity).consent.iloc[0])
    if consent > now:
        raise Refused("Who may read it can only be narrowed here. Write it anew for more people.")
    with _unnamed(visitor):
        takeback.change_consent(held, identity, consent)


def withdraw(held: store.Store, visitor: Visitor, place: str, identity: UUID) -> None:
    """Take back something that this visitor added: it counts no longer, and its words are gone."""
    _one(held, visitor, place, identity)
    with _unnamed(visitor):
        takeback.withdraw_observation(held, identity)


def _unnamed(visitor: Visitor) -> AbstractContextManager[None]:
    """While the block lasts, whatever is done is done by a partner, whoever it is.

    The change log holds moments, by which a name in it would tell whose pseudonym it is.
    """
    return access.on_behalf_of(replace(visitor, who=A_PARTNER))


def _one(held: store.Store, visitor: Visitor, place: str, identity: UUID) -> pd.DataFrame:
    """The row of this id, which must be this visitor's own."""
    found = notes(held, visitor, place)
    found = found[found.id == str(identity)]
    if found.empty:
        raise Refused("This was changed or taken back meanwhile. Look at the page again.")
    return found


def _may(visitor: Visitor, place: str) -> None:
    if not visitor.who or not visitor.may("look", place):
        raise Refused("You cannot add to this place. Ask whoever sent you here.")


def _of(visitor: Visitor, place: str) -> dict[str, str]:
    return {"place": place, "who": visitor.who}


def _speaks_as(cursor: store.Cursor, visitor: Visitor, place: str) -> str:
    """The pseudonym of this visitor in a place, made by chance the first time."""
    asked = cursor.execute(store.sql("own/observer"), _of(visitor, place))
    if known := asked.fetchall():
        return str(known[0][0])
    fresh = {"observer": f"partner-{secrets.token_hex(6)}", "salt": secrets.token_hex(16)}
    cursor.execute(store.sql("own/begin"), _of(visitor, place) | fresh)
    return fresh["observer"]
