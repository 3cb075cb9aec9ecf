"""The lens: who looks at which place, or two side by side, over what period, in whose words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Audience = Literal["facilitator", "room", "partner"]
Words = Literal["plain", "framework"]

#: The least consent a note needs before this audience may read it.
CONSENT_NEEDED: dict[Audience, int] = {"facilitator": 1, "room": 2, "partner": 3}
#: The least it needs where two places stand side by side: each is read by the other's partners.
SIDE_BY_SIDE = 3

#: Between a behaviour and a part in the address, such as ?cell=PAR1.frontline
JOINT = "."

#: The longest period, in days, that a timeline shows quarter by quarter.
QUARTERS_UP_TO = 5 * 366
#: The same where each quarter has to hold a number on a phone or a tablet.
QUARTERS_IF_TIGHT_UP_TO = 2.5 * 366


@dataclass(frozen=True)
class Gathering:
    """A day on which people met, what for, and how many of them: empty and 0 where nobody said."""

    held_on: date
    purpose: str
    people: int


@dataclass(frozen=True)
class Lens:
    """One way of looking: a place, a period with both days included, an audience, and words.

    With `also`, another period, only those are counted who spoke in both. `beside` is the place
    that stands beside it, or nothing.
    """

    place: str
    since: date
    until: date
    audience: Audience = "facilitator"
    words: Words = "plain"
    also: tuple[date, date] | None = None
    beside: str = ""

    @property
    def consent(self) -> int:
        """The least consent that a note needs to be read through this lens."""
        alone = CONSENT_NEEDED[self.audience]
        return max(alone, SIDE_BY_SIDE) if self.beside else alone

    @property
    def months(self) -> int:
        """The months in one step of a timeline: a quarter's, or a year's in a long period."""
        return 3 if (self.until - self.since).days <= QUARTERS_UP_TO else 12

    @property
    def months_if_tight(self) -> int:
        """The same where a phone's or a tablet's width is all there is."""
        return 3 if (self.until - self.since).days <= QUARTERS_IF_TIGHT_UP_TO else 12

    def terms(self) -> dict[str, str | date | int | None]:
        """The named values that a question may bind."""
        return {
            "place": self.place,
            "beside": self.beside,
            "since": self.since,
            "until": self.until,
            "words": self.words,
            "consent": self.consent,
            "months": self.months,
            "also_since": self.also[0] if self.also else None,
            "also_until": self.also[1] if self.also else None,
        }
