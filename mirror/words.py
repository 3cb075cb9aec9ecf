"""Sentences and small phrases in plain words: counts, periods, ranges, headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from mirror.lens import Lens

#: Said wherever the sample is shown, and in all that is taken out of it.
INVENTED = "Invented for illustration."
#: Said in all that is taken out.
PURPOSE = (
    "Perceptions of the people counted here. Not performance. Not for comparing places or people."
)

# What a spreadsheet may take for a formula, and what XlsxWriter takes for markup of its own;
# however many apostrophes stand before it, so that one more can always be told apart.
_RISKY = re.compile(r"'*(?:[\s\0\u200b\ufeff]*[=+\-@|%＝＋－＠｜％]|[\t\r\n]|<r>)")


def literal(text: str) -> str:
    """The text as it stands, where Markdown is read: no emphasis, link or picture comes of it."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$~:&])", r"\\\1", text)


def harmless(cell: str) -> str:
    """The cell as it may stand in a CSV file: nothing that a spreadsheet would run."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def as_typed(cell: str) -> str:
    """The cell as it was before `harmless`, whatever it was."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell, 1) else cell


def people(count: int) -> str:
    """So many people, with the right ending."""
    return "1 person" if count == 1 else f"{count:,} people"


def counted(count: int, thing: str) -> str:
    """So many of a thing, with the right ending."""
    many = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{count:,} {thing if count == 1 else many}"


def rows_read(rows: int, offering: int, observations: int) -> str:
    """How many rows a file has, and how many things are said by those that say any, if others."""
    read = f"{counted(rows, 'row')} read."
    several = f" They say {counted(observations, 'observation')}."
    return read if observations == offering else read + several


def left_out(rows: int) -> str:
    """What is said of so many rows of a file that name no behaviour."""
    if rows == 1:
        return "1 row names no behaviour and was left out."
    return f"{rows:,} rows name no behaviour and were left out."


def between(low: float, high: float) -> str:
    """A range in whole points, such as 3–6."""
    first, last = round(low), round(high)
    return f"{first}–{last}" if first < last else f"{first}"


def day(when: date) -> str:
    """A day such as 3 April 2025."""
    return f"{when.day} {when:%B %Y}"


def span(start: date, end: date | None) -> str:
    """A day, or from one day to another."""
    return day(start) if end is None or end != end else f"{day(start)} to {day(end)}"


def points(gap: float) -> str:
    """A gap to the half point, such as “3.5 points”."""
    half = round(gap * 2) / 2
    return "1 point" if half == 1 else f"{half:g} points"


def period(lens: Lens) -> str:
    """The lens's period, such as “8 April 2024 to 25 September 2026”."""
    return f"{day(lens.since)} to {day(lens.until)}"


def stretch(when: date, months: int) -> str:
    """The quarter or the year that begins on a day, such as “Jan to Mar 2025” or “2025”."""
    if months == 12:
        return f"{when.year}"
    first = 3 * ((when.month - 1) // 3) + 1
    return f"{date(2000, first, 1):%b} to {date(2000, first + 2, 1):%b} {when.year}"


def listed(things: Sequence[str], joint: str = "and") -> str:
    """A list as it is said: a, b and c."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {joint} {things[-1]}"
