"""How much room words take on a slide: no program lays them out before somebody opens the file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: How wide Arial's letters are, in thousandths of their size; of any other, so many.
_WIDTHS = {
    191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[]\\ft", 333: "()-`r{}", 355: '"', 389: "*",
    469: "^", 500: "Jckvxsyz", 556: "#$0123456789?L_abdeghnopqu", 584: "+<=>~", 611: "FTZ",
    667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1015: "@",
}  # fmt: skip
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
OTHER, WIDE = 620, 1050
#: Bold letters are wider; and so much air is left in a line, since typefaces differ a little.
BOLD, AIR = 1.08, 0.97
#: From one line to the next, as a part of the letters' size.
LEADING = 1.2


class Text(NamedTuple):
    """A paragraph: its words, their size in points, and what stands bold before them."""

    said: str
    size: float
    lead: str = ""
    is_bold: bool = False

    def lines(self, width: float) -> list[str]:
        """The paragraph in lines that fit a width in points."""
        return wrapped(self.lead + self.said, width, self.size, self.is_bold or bool(self.lead))

    def height(self, width: float) -> float:
        """How tall it is in points, with the gap below it."""
        return (len(self.lines(width)) * LEADING + 0.4) * self.size


def wrapped(text: str, width: float, size: float, is_bold: bool = False) -> list[str]:
    """The text in lines of at most a width in points; a word that is longer is broken."""
    room = width * AIR * 1000 / (size * (BOLD if is_bold else 1))
    lines, line, used = [], "", 0.0
    for word in _words(text, room):
        wide = _wide(word)
        if line and used + wide > room:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line, used = line + word, used + wide + _WIDTH_OF[" "]
        line += " "
    return [*lines, line.rstrip()]


def width_of(text: str, size: float, is_bold: bool = False) -> float:
    """How wide a text is on one line, in points."""
    return _wide(text) * size * (BOLD if is_bold else 1) / 1000 / AIR


def shortened(text: str, width: float, size: float, most: int, is_bold: bool = False) -> str:
    """The text, ended with dots where it would take more than so many lines."""
    lines = wrapped(text, width, size, is_bold)
    if len(lines) <= most:
        return text
    kept = text[: _reach(text, lines[:most])].rstrip()
    # One word gives way to the dots; of a single endless word, its last letters.
    return f"{kept.rpartition(' ')[0] if ' ' in lines[most - 1] else kept[:-3]} …"


def _reach(text: str, lines: Sequence[str]) -> int:
    """How many letters of the text its first lines hold, blanks between them counted."""
    left = sum(len(line.replace(" ", "")) for line in lines)
    for place, letter in enumerate(text):
        if not left:
            return place
        left -= not letter.isspace()
    return len(text)


def first_sheet(
    texts: Sequence[Text], width: float, height: float
) -> tuple[list[Text], list[Text]]:
    """The paragraphs that fit a height in points, and those that are left; a long one is parted."""
    before, after, used = [], list(texts), 0.0
    while after and used + after[0].height(width) <= height:
        used += after[0].height(width)
        before.append(after.pop(0))
    if not after:
        return before, []
    text = after.pop(0)
    room = int((height - used) / text.size / LEADING - 0.4)
    lines = text.lines(width)
    if len(lines) <= room or room < 3:
        return before, [text, *after]
    whole = text.lead + text.said
    reach = _reach(whole, lines[:room])
    first = text._replace(said=whole[len(text.lead) : reach].rstrip())
    rest = text._replace(said=whole[reach:].lstrip(), lead="")
    return [*before, first], [rest, *after]


def _words(text: str, room: float) -> Iterator[str]:
    for word in text.split():
        part, used = "", 0.0
        for letter in word:
            if used + _wide(letter) > room:
                yield part
                part, used = "", 0.0
            part, used = part + letter, used + _wide(letter)
        yield part


def _wide(text: str) -> float:
    return sum(_WIDTH_OF.get(letter) or _other(letter) for letter in text)


def _other(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    is_wide = unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF
    return WIDE if is_wide else OTHER
