"""Who is here, and what they may do with which place: nothing that was not granted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from mirror.store import Refused

#: What may be granted: to see and do all of a place, to release what its partners see, or to look
#: at what was released and add to it.
Deed = Literal["facilitate", "release", "look"]
#: In the place of a place: all of them.
EVERY_PLACE = "*"


@dataclass(frozen=True)
class Visitor:
    """Somebody who is here, by what the change log calls them, and what they were granted."""

    who: str
    grants: frozenset[tuple[Deed, str]] = frozenset()

    def may(self, deed: Deed, place: str) -> bool:
        """Whether they were granted this for this place."""
        return not self.grants.isdisjoint({(deed, place), (deed, EVERY_PLACE)})

    def does(self, deed: Deed) -> bool:
        """Whether they were granted this for any place."""
        return any(granted == deed for granted, _ in self.grants)


#: The person at the machine, whose file it is.
AT_THE_MACHINE = Visitor(
    "the person at the machine",
    frozenset({("facilitate", EVERY_PLACE), ("release", EVERY_PLACE), ("look", EVERY_PLACE)}),
)
#: Somebody of whom nothing is known.
NOBODY = Visitor("")


class Denied(Refused):
    """Something that was not granted to whoever is here, or is not there: it is not told which."""

    def __init__(self) -> None:
        super().__init__("This is not among what you may see here.")


#: How a house that is served tells who is at the other end: each gives a way to ask for them.
_asked: list[Callable[[], Callable[[], Visitor]]] = []
#: For whom something is done where nobody is at the other end, such as a file that they asked for.
_instead: ContextVar[Visitor | None] = ContextVar("instead", default=None)


def here() -> Visitor:
    """Whoever looks at this page; the person at the machine where no page is served."""
    return whoever_is_here()()


def whoever_is_here() -> Callable[[], Visitor]:
    """A way to ask later, from anywhere, for whoever is here now, with what they may do then."""
    instead = _instead.get()
    if instead is not None:
        return lambda: instead
    return _asked[-1]() if _asked else lambda: AT_THE_MACHINE


def told_by(ask: Callable[[], Callable[[], Visitor]]) -> None:
    """From now on, `ask` tells who is here."""
    _asked.append(ask)


@contextmanager
def on_behalf_of(visitor: Visitor) -> Iterator[None]:
    """While the block lasts, whatever is done is done for this visitor."""
    token = _instead.set(visitor)
    try:
        yield
    finally:
        _instead.reset(token)


def needed(deed: Deed, place: str) -> None:
    """Nothing, where whoever is here was granted this for this place; raises Denied elsewhere."""
    if not here().may(deed, place):
        raise Denied
