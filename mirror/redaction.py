"""Identifiers that people typed into notes: taken out where a pattern knows them."""

from __future__ import annotations

import re

from mirror import words

_DAY = r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d{2}"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
#: What stands before the @, from where it begins: at a long word no letter is tried but the first.
#: An address that follows another without a space begins where that one ends.
_MAILBOX = r"(?:(?<![\w.%+'\-])[\w.%+'\-]++|(?<=[A-Za-z0-9\-])(?![A-Za-z0-9\-])[\w.%+'\-]{1,64}+)"
_TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Cllr|Councillor|Rev|Sir|Dame"

#: What is looked for, in this order, and what stands in its place.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[email]", re.compile(rf"{_MAILBOX}@[A-Za-z0-9\-]++(?:\.[A-Za-z0-9\-]++)+")),
    ("[link]", re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)),
    (
        "[NI number]",
        re.compile(
            r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b",
            re.IGNORECASE,
        ),
    ),
    ("[NHS number]", re.compile(r"\b\d{3}[\s-]?\d{3}[\s-]?\d{4}\b")),
    ("[phone]", re.compile(r"(?<!\w)(?:\+44\s?\(?0?\)?\s?|\(?0)(?:\d[\s()\-]{0,2}){8,10}\d(?!\w)")),
    (
        "[postcode]",
        re.compile(
            r"\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE
        ),
    ),
    ("[handle]", re.compile(r"(?<![\w@.])@\w{3,}")),
    (
        "[date of birth]",
        re.compile(rf"\b(?:born|dob|d\.o\.b\.?)\W{{1,4}}(?:on )?(?:{_DAY}|\d{{1,2}} (?:{_MONTHS}) "
                   r"(?:19|20)\d{2})", re.IGNORECASE),
    ),
    ("[name]", re.compile(rf"\b(?:{_TITLES})\.?\s+[A-Z][\w'’\-]+"
                rf"(?:\s+(?!(?:{_TITLES})\b)[A-Z][\w'’\-]+)?")),
)  # fmt: skip

#: A capital inside a sentence: it may be somebody's name.
_CAPITAL = re.compile(r"(?<![.!?:]\s)(?<!^)(?<![“\"'‘(])\b[A-ZÀ-ÖØ-Þ](?:[’']|[^\W\d_A-Z])+")
#: A cheap look that spares most notes the patterns.
_WORTH_A_LOOK = re.compile(rf"[@\d]|www\.|https?:|\b(?:{_TITLES})\b", re.IGNORECASE)


def redacted(note: str) -> str:
    """The note with a mark such as [email] for each identifier that a pattern knows."""
    # An address that was copied from a page has a joint in it, by which no pattern would know it.
    note = note.replace(words.JOINT, "")
    if not _WORTH_A_LOOK.search(note):
        return note
    for mark, pattern in PATTERNS:
        note = pattern.sub(_nhs_marked if mark == "[NHS number]" else mark, note)
    return note


def needs_an_eye(note: str) -> bool:
    """Whether a name may still stand in the note: no pattern knows a name by itself."""
    return bool(_CAPITAL.search(re.sub(r"\[[\w ]+\]", "", note)))


def _nhs_marked(found: re.Match[str]) -> str:
    return "[NHS number]" if _is_nhs(found.group()) else found.group()


def _is_nhs(text: str) -> bool:
    """Whether ten digits bear an NHS number's check digit (modulus 11)."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    check = 11 - sum((10 - place) * digit for place, digit in enumerate(digits[:9])) % 11
    return check % 11 == digits[9] and check != 10
