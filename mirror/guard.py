"""The file as far as whoever is here may use it: of their places, and of no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any, cast
from uuid import UUID

import pandas as pd

from mirror import access, store
from mirror.access import EVERY_PLACE, Deed, Denied, Visitor

#: The questions about what every place shares: its words. Each other names a place, or something
#: of one.
SHARED = (
    "behaviour", "behaviour_words", "block_words", "family_words", "levels", "part_words",
    "places", "sector_words",
)  # fmt: skip
#: The terms that name a place, and those that name something of one.
PLACES, THINGS = ("place", "beside"), ("id", "gathering", "release")


#: What somebody does with the places that they ask of: to release one is another right than to
#: facilitate it.
_deed: ContextVar[Deed] = ContextVar("deed", default="facilitate")


@contextmanager
def doing(deed: Deed) -> Iterator[None]:
    """While the block lasts, what is asked and written is of places granted for this deed."""
    token = _deed.set(deed)
    try:
        yield
    finally:
        _deed.reset(token)


def current() -> store.Store:
    """The store of this process, as far as whoever is here may see it and write to it."""
    return _of(_deed.get())


def to_release() -> store.Store:
    """The same, as far as they may release it, whatever page they are on."""
    return _of("release")


def _of(deed: Deed) -> store.Store:
    held, visitor = store.current(), access.here()
    if visitor.may(deed, EVERY_PLACE):
        return held
    return cast(store.Store, _Guarded(held, partial(_look, held, visitor, deed)))


def asked(question: str, terms: Mapping[str, Any]) -> None:
    """Nothing, where whoever is here may ask this; raises Denied elsewhere."""
    visitor, deed = access.here(), _deed.get()
    if visitor.may(deed, EVERY_PLACE):
        return
    names_one = any(terms.get(name) for name in (*PLACES, *THINGS))
    if not visitor.does(deed) or not (names_one or question in SHARED):
        raise Denied
    # What is asked for by its own id says itself of which place it is: see `theirs`.
    _look(store.current(), visitor, deed, {name: terms[name] for name in terms if name != "id"})


def theirs(question: str, answer: pd.DataFrame) -> pd.DataFrame:
    """The rows of an answer that are of no place, or of one that whoever is here may ask of."""
    visitor, deed = access.here(), _deed.get()
    column = "code" if question == "places" else "place"
    if column not in answer or visitor.may(deed, EVERY_PLACE):
        return answer
    mine = [place for place in answer[column] if visitor.may(deed, place)]
    return answer[answer[column].isin(mine)].reset_index(drop=True)


def _look(held: store.Store, visitor: Visitor, deed: Deed, terms: Mapping[str, Any]) -> None:
    """Nothing, where every place and every id among the terms is of the visitor's places."""
    for name, value in terms.items():
        if name in PLACES and value:
            named = [value]
        elif (identity := _identity(value)) is not None:
            named = held.ask(store.sql("access/places_of"), {"id": identity}).place.tolist()
        else:
            continue
        if not all(visitor.may(deed, str(place)) for place in named):
            raise Denied


def _identity(value: Any) -> UUID | None:
    if isinstance(value, UUID):
        return value
    if not isinstance(value, str):
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


Look = Callable[[Mapping[str, Any]], None]


class _Guarded:
    """A store that looks at what each statement names before it asks or writes."""

    def __init__(self, held: store.Store, look: Look) -> None:
        self._held, self._look = held, look
        self.path = held.path

    @property
    def version(self) -> int:
        return self._held.version

    def ask(self, text: str, terms: Mapping[str, Any] | None = None) -> pd.DataFrame:
        self._look(terms or {})
        return self._held.ask(text, terms)

    def write(self, work: Callable[[store.Cursor], store.Answer], **how: Any) -> store.Answer:
        def looked_at(cursor: store.Cursor) -> store.Answer:
            return work(cast(store.Cursor, _Cursor(cursor, self._look)))

        return self._held.write(looked_at, **how)


class _Cursor:
    """A cursor that looks at what each statement names before it is executed."""

    def __init__(self, cursor: store.Cursor, look: Look) -> None:
        self._cursor, self._look = cursor, look

    def execute(self, text: str, terms: Mapping[str, Any] | None = None) -> store.Cursor:
        self._look(terms or {})
        self._cursor.execute(text, terms)
        return cast(store.Cursor, self)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)
