"""Sentences and small phrases in plain words: counts, periods, ranges, headlines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mirror.lens import Lens

#: Said wherever the sample is shown, and in all that is taken out of it.
INVENTED = "Invented for illustration."
#: Said in all that is taken out.
PURPOSE = (
    "Perceptions of the people counted here. Not performance. Not for comparing places or people."
)

#: How it is told what people made of a view, by what a reflection holds.
REFLECTED = {
    "noticed": "Noticed",
    "so_what": "So what",
    "now_what": "Now what",
    "could_be_wrong": "We could be wrong, because",
    "seen_otherwise": "Someone sees it otherwise",
}

#: So many months without a look at it, and a relationship is called quiet.
QUIET_FROM = 6

# What a spreadsheet may take for a formula, and what XlsxWriter takes for markup of its own;
# however many apostrophes stand before it, so that one more can always be told apart.
_RISKY = re.compile(r"'*(?:[\s\0\u200b\ufeff]*[=+\-@|%＝＋－＠｜％]|[\t\r\n]|<r>)")

# What no XML may hold, and so no picture, slide or workbook.
_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """The text without the characters that no XML may hold."""
    return _ILLEGAL.sub("", text)


#: What does not show, and at which no line breaks. It stands within what Streamlit takes for an
#: address, an icon or an arrow, even where each of its marks is escaped; and is copied with it.
JOINT = "\u2060"
_PARTED = re.compile(
    r"(?:https?:(?=//)|www(?=\.)|(?<=\S)@(?=\S)|:(?=[\w+\-/]+:)|[<>~\-](?=[\-=>]))", re.IGNORECASE
)


def literal(text: str) -> str:
    """The text as it stands, where Markdown is read: no emphasis, link or picture comes of it."""
    parted = _PARTED.sub(rf"\g<0>{JOINT}", text)
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$~:&])", r"\\\1", parted)


def plain(markdown: str) -> str:
    """What a sentence of ours says where no Markdown is read: no stars, and typed text as typed."""
    said = re.sub(r"\\([^\w\s])|\*\*", lambda found: found[1] or "", markdown)
    return re.sub(r"(?<! ) +\n", "\n", said.replace(JOINT, ""))


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


def short(text: str, most: int = 40) -> str:
    """The text on one line, cut where it is longer."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else one_line[: most - 1] + "…"


def promised(who: str | None, by_when: Any) -> str:
    """Who takes a step and by when, as far as it was said."""
    said = who if isinstance(who, str) else ""
    # What is no day is not even like itself.
    if isinstance(by_when, date) and by_when == by_when:
        said = f"{said}, by {day(by_when)}" if said else f"By {day(by_when)}"
    return said


def day(when: date) -> str:
    """A day such as 3 April 2025."""
    return f"{when.day} {when:%B %Y}"


def span(start: date, end: date | None) -> str:
    """A day, or from one day to another."""
    return day(start) if end is None or end != end else f"{day(start)} to {day(end)}"


def capital(text: str) -> str:
    """The text with its first letter as a sentence begins."""
    return text[:1].upper() + text[1:]


def half(value: float) -> str:
    """A figure to the half point, such as “3.5”."""
    return f"{round(value * 2) / 2:g}"


def lasting(start: date, end: date | None) -> str:
    """From one day to another, or since a day where no last one is known."""
    return f"since {day(start)}" if end is None or end != end else span(start, end)


def months(start: date, end: date | None) -> str:
    """A month, or from one month to another, such as “January to June 2025”."""
    last = start if end is None or end != end else end
    if (start.year, start.month) == (last.year, last.month):
        return f"{start:%B %Y}"
    first = f"{start:%B}" if start.year == last.year else f"{start:%B %Y}"
    return f"{first} to {last:%B %Y}"


def lasted(kind: str, start: date, end: date | None) -> str:
    """When something was going on; a pressure without a last day goes on."""
    return lasting(start, end) if kind == "pressure" else span(start, end)


def points(gap: float) -> str:
    """A gap to the half point, such as “3.5 points”."""
    return "1 point" if half(gap) == "1" else f"{half(gap)} points"


def apart(gap: float) -> str:
    """How far apart people are, such as “Two people here differ by about 3 points.”."""
    return f"Two people here differ by about {points(gap)}."


def period(lens: Lens) -> str:
    """The lens's period, such as “8 April 2024 to 25 September 2026”, or its one day."""
    if lens.since == lens.until:
        return day(lens.since)
    return f"{day(lens.since)} to {day(lens.until)}"


def said(counts: Mapping[Any, Any], labels: Mapping[str, str]) -> str:
    """How many say what, of all that anybody says, such as “Supports 4, Does both 1”."""
    return ", ".join(f"{label} {counts[name]}" for name, label in labels.items() if counts[name])


def moved(again: int, further: int, as_before: int, back: int, dipped: int = 0) -> str:
    """How people moved, such as “4 people looked again: 3 further along, 1 back”."""
    if not again:
        return "Nobody looked again"
    ways = ((further, "further along"), (as_before, "as before"), (back, "back"))
    said = ", ".join(f"{count} {way}" for count, way in ways if count)
    between = f" ({dipped} after a step back in between)" if dipped else ""
    return f"{people(again)} looked again: {said}{between}"


def stretch(when: date, months: int) -> str:
    """The months that begin on a day, such as “Jan to Mar 2025”, or all of a year, as “2025”."""
    if months == 12:
        return f"{when.year}"
    first = months * ((when.month - 1) // months) + 1
    return f"{date(2000, first, 1):%b} to {date(2000, first + months - 1, 1):%b} {when.year}"


def months_before(day: date, until: date) -> int:
    """How many whole months a day lies before another."""
    return 12 * (until.year - day.year) + until.month - day.month - (until.day < day.day)


def last_looked_at(day: date, until: date) -> str:
    """How long before the end of a period something was looked at, such as “Quiet since May 2025”.

    Quiet says nothing of how it went.
    """
    months = months_before(day, until)
    if months >= QUIET_FROM:
        return f"Quiet since {day:%B %Y}"
    if months == 0:
        return "Last looked at within a month of the end"
    return f"Last looked at {counted(months, 'month')} before the end"


def listed(things: Sequence[str], joint: str = "and") -> str:
    """A list as it is said: a, b and c."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {joint} {things[-1]}"
