"""Who is here, and what they may do with which place: nothing that was not granted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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


#: The person at the machine, whose file it is.
AT_THE_MACHINE = Visitor(
    "the person at the machine",
    frozenset({("facilitate", EVERY_PLACE), ("release", EVERY_PLACE), ("look", EVERY_PLACE)}),
)


def here() -> Visitor:
    """Whoever looks at this page."""
    return AT_THE_MACHINE
