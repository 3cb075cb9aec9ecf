"""Days as people write them: recognised by the whole column, and never guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

#: How a written day is to be read.
Order = Literal["year first", "day first", "month first", "Excel serial", "milliseconds"]
ORDERS: tuple[Order, ...] = (
    "year first", "day first", "month first", "Excel serial", "milliseconds",
)  # fmt: skip

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:[ ,T].*)?")
_WORDED = re.compile(
    r"(?:[A-Za-z]+,? )?(?:(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})"
    r"|([A-Za-z]{3,9})[ -](\d{1,2})(?:st|nd|rd|th)?),?[ -](\d{4}|\d{2})(?:[ ,].*)?"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """What a column of days looks like: how many values can be read in which way."""

    counts: dict[str, int]
    #: The one order that every value allows, if the column itself settles it.
    settled: Order | None
    #: The orders that are left to choose among.
    possible: tuple[Order, ...]

    def said(self) -> str:
        """The column in words, for the person who is asked."""
        return ", ".join(f"{count:,} {kind}" for kind, count in self.counts.items())


def look(values: Iterable[str]) -> Column:
    """What the values, empty ones apart, can be read as.

    A column is settled when it is written year first or with the month as a word, or when it is
    all day first or all month first and at least one value allows nothing else. Anything else,
    a mix above all, is for a person to decide.
    """
    counts = Counter[str]()
    for value, count in Counter(values).items():
        if value:
            counts[kind(value)] += count
    kinds = set(counts)
    plain = kinds - {"unreadable"}
    possible: tuple[Order, ...] = ()
    settled: Order | None = None
    if plain <= {"year first"} and plain:
        settled, possible = "year first", ("year first",)
    elif plain and plain <= {"year first", "day first", "month first", "either way"}:
        possible = ("day first", "month first")
        if "month first" not in kinds and "day first" in kinds and "year first" not in kinds:
            settled = "day first"
        if "day first" not in kinds and "month first" in kinds and "year first" not in kinds:
            settled = "month first"
    elif plain == {"Excel serial"}:
        possible = ("Excel serial",)
    elif plain == {"milliseconds"}:
        settled, possible = "milliseconds", ("milliseconds",)
    else:
        possible = ("day first", "month first")
    return Column(dict(counts.most_common()), settled, possible)


def kind(value: str) -> str:
    """How one value is written: an order, “either way”, or “unreadable”."""
    if _ISO.fullmatch(value) or _worded(value):
        return "year first"
    if found := _SLASHED.fullmatch(value):
        first, second = int(found[1]), int(found[2])
        if (first > 12 and second > 12) or not first or not second:
            return "unreadable"
        if first > 12:
            return "day first"
        return "month first" if second > 12 else "either way"
    if re.fullmatch(r"\d{5}(\.\d+)?", value):
        return "Excel serial"
    if re.fullmatch(r"1\d{12}", value):
        return "milliseconds"
    return "unreadable"


def read(value: str, order: Order) -> date | None:
    """The day, read in this order; None if it is no day. A zone's own day is kept as written."""
    try:
        if found := _ISO.fullmatch(value):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if worded := _worded(value):
            return date(*worded)
        if (found := _SLASHED.fullmatch(value)) and order in ("day first", "month first"):
            first, second, year = int(found[1]), int(found[2]), int(found[3])
            year += 2000 if year < 100 else 0
            day, month = (first, second) if order == "day first" else (second, first)
            return date(year, month, day)
        if order == "Excel serial" and kind(value) == "Excel serial":
            return date(1899, 12, 30) + timedelta(days=int(float(value)))
        if order == "milliseconds" and kind(value) == "milliseconds":
            return datetime.fromtimestamp(int(value) / 1000, UTC).date()
    except ValueError:
        return None
    return None


def _worded(value: str) -> tuple[int, int, int] | None:
    found = _WORDED.fullmatch(value)
    if not found:
        return None
    day, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    number = _MONTHS.get(month.casefold())
    year = int(found[5]) + (2000 if len(found[5]) == 2 else 0)
    return (year, number, int(day)) if number else None
