"""How a table that somebody holds becomes observations: suggested, answered, kept by name."""

from __future__ import annotations

import hmac
import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from collections.abc import Mapping as Lookup
from dataclasses import asdict, dataclass, field, replace
from difflib import get_close_matches
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any
from unicodedata import normalize

import tomli_w

from mirror import dates, redaction, scales, whole
from mirror.intake import COLUMNS, SPACE, slug
from mirror.scales import Scale
from mirror.sheet import Row, tidy
from mirror.store import Refused

#: What a column may be called that holds a field, besides the field's own name.
CALLED: dict[str, tuple[str, ...]] = {
    "observed_on": (
        "observed on", "date", "when", "completion time", "timestamp", "_submission_time",
        "submission time", "submitted at", "start time", "today", "day",
    ),
    "place": ("place", "area", "borough", "locality", "town", "where"),
    "part": ("part", "part of the system", "which part"),
    "behaviour": ("behaviour", "behavior", "theme", "themes", "which behaviour", "behaviours"),
    "observer": (
        "observer", "pseudonym", "participant", "respondent", "email", "email address", "e-mail",
        "name", "your name", "full name", "username", "_uuid", "id",
    ),
    "sector": ("sector", "who do you speak for", "type of organisation"),
    "organisation": ("organisation", "organization", "organisation name", "employer", "org"),
    "strength": ("strength", "score", "rating", "how strong", "how strongly", "response"),
    "direction": ("direction", "which way", "trend"),
    "overtness": ("overtness", "how openly"),
    "note": (
        "note", "notes", "comment", "comments", "what did you notice", "what did you see",
        "what happened", "evidence", "description", "justification", "anything else",
    ),
    "consent": ("consent", "who may read this"),
}  # fmt: skip

#: The fields that are said in words of a vocabulary.
VOCABULARIES = ("place", "part", "behaviour", "sector", "direction")

#: Cells that often mean "not said", of which a person is asked.
LIKELY_MISSING = (
    "na", "n/a", "-", "--", ".", "none", "null", "nil", "unknown", "don't know", "not sure",
    "prefer not to say", "9", "99", "999", "-1",
)  # fmt: skip

#: Words of one vocabulary that a person is asked about at once.
MOST_ASKED = 200

#: The last line that may name the columns.
MOST_LINES = 1_000_000

#: Stands in a kept mapping for an answer that is still to be given.
UNSAID = "to be said"

#: What a form writes for somebody who is not named.
NOBODY = ("anonymous", "anon", "guest")

#: What marks a behaviour as seen, and as not, where each has a column of its own.
MARKED = frozenset({"1", "true", "yes", "x"})
UNMARKED = frozenset({"0", "false", "no"})

#: Where each field stands among the cells of an observation.
AT = {column: place for place, column in enumerate(COLUMNS)}

#: The letters and figures of a pseudonym, none of which is taken for another: one for each byte.
_LETTERS = (b"ABCDEFGHJKMNPQRSTVWXYZ23456789" * 9)[:256]
_PERSONAL = re.compile(
    r"\b(e-?mail|name|surname|phone|mobile|address|postcode|ip|username|user)\b", re.IGNORECASE
)
_CODE = re.compile(r"(?:[A-Z]{0,2}|[a-z])[-_ ]?\d{1,3}|P-[A-Z2-9]{8}")
#: What takes no room on a line, and is copied with a word.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
_EMAIL_OR_IP = re.compile(r"[^@\s]+@[^@\s]+\.\w+|\d{1,3}(\.\d{1,3}){3}")


@dataclass(frozen=True)
class Mapping:
    """What stands where in a table, and what its words and figures mean here."""

    sheet: str = ""
    header: int = 1
    #: The column that holds a field.
    columns: dict[str, str] = field(default_factory=dict)
    #: What every row says of a field that no column holds.
    fixed: dict[str, str] = field(default_factory=dict)
    #: The behaviour that a column stands for: a score each, or with `marks` a 1 where chosen.
    behaviours: dict[str, str] = field(default_factory=dict)
    marks: bool = False
    #: What parts the answers where one cell holds several.
    parted_by: str = ""
    #: The answers that hold that mark themselves, such as titles with a comma.
    whole: tuple[str, ...] = ()
    #: What a written word means here: field → as written → code or label.
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    #: On which scores were given; None until somebody has said so, and then none is brought in.
    scale: Scale | None = field(default_factory=Scale)
    missing: tuple[str, ...] = ()
    #: How days are written; None until somebody has said so, and then nothing is brought in.
    days: dates.Order | None = "year first"
    #: Whether short codes such as H-01 stay as they are; a name never does.
    pseudonyms: bool = False
    #: Whether each row is another person where nobody is named, as in an anonymous form.
    anonymous: bool = False

    @property
    def scored(self) -> tuple[str, ...]:
        """The columns that hold scores."""
        if self.behaviours and not self.marks:
            return tuple(self.behaviours)
        return (self.columns["strength"],) if "strength" in self.columns else ()


@dataclass(frozen=True)
class Question:
    """Something about a table that only a person can say."""

    about: str
    asked: str


@dataclass(frozen=True)
class Suggestion:
    """A mapping to begin from, what it recognised, and what is to be answered first."""

    mapping: Mapping
    recognised: str
    questions: tuple[Question, ...]
    dropped: tuple[str, ...]
    unknown: dict[str, tuple[str, ...]]


# --- suggesting ---------------------------------------------------------------------------------


def suggest(
    names: Sequence[str], rows: Iterable[Row], known: Lookup[str, Lookup[str, str]]
) -> Suggestion:
    """A mapping for a table of these columns and rows.

    `known` gives each vocabulary's spellings, in lower case, and the code of each.
    """
    values = _by_column(names, rows)
    recognised = _recognised(names)
    nameless = {name for name in names if _is_nameless(values[name])}
    columns = _fields(names, nameless)
    if recognised != "a table" and columns.get("observer", "").casefold() == "id":
        del columns["observer"]  # A form's own count of its answers, another in each form.
    behaviours = _behaviours(names, known["behaviour"], set(columns.values()))
    free = [name for name in names if name not in {*columns.values(), *behaviours}]
    for field_name, name in _fields_by_words(free, values, known):
        if name not in columns.values():
            columns.setdefault(field_name, name)
    if behaviours:
        columns.pop("behaviour", None)
        if not _are_marks(values, behaviours):
            columns.pop("strength", None)
    return _understood(values, columns, behaviours, known)


def as_chosen(
    names: Sequence[str],
    rows: Iterable[Row],
    known: Lookup[str, Lookup[str, str]],
    columns: Lookup[str, str],
    behaviours: Lookup[str, str],
) -> Suggestion:
    """What a table means, and what it asks, where somebody has said which column is what."""
    return _understood(_by_column(names, rows), columns, behaviours, known)


def _understood(
    values: Lookup[str, Counter[str]],
    columns: Lookup[str, str],
    behaviours: Lookup[str, str],
    known: Lookup[str, Lookup[str, str]],
) -> Suggestion:
    """All that follows from which column is what."""
    recognised = _recognised([*values])
    parted_by = ""
    whole: tuple[str, ...] = ()
    if "behaviour" in columns:
        chosen = values[columns["behaviour"]]
        parted_by = _parting(chosen, known["behaviour"])
        whole = _whole(chosen, parted_by, known["behaviour"])
    mapping = Mapping(
        columns=dict(columns),
        behaviours=dict(behaviours),
        marks=bool(behaviours) and _are_marks(values, behaviours),
        parted_by=parted_by,
        whole=whole,
        anonymous="observer" not in columns and recognised != "a table",
    )
    missing = _missing(values, mapping.scored)
    scores = [v for name in mapping.scored for v in values[name] if v.casefold() not in missing]
    scale = scales.look(scores) if mapping.scored else None
    unknown = _unknown(
        columns, values, partial(_parts, mark=parted_by, whole=whole), missing, known
    )
    day = dates.look(values[columns["observed_on"]]) if "observed_on" in columns else None
    mapping = replace(
        mapping,
        values=_meanings(unknown, known),
        scale=scale.suggested if scale else None,
        missing=tuple(sorted(missing)),
        days=day.settled if day else "year first",
        pseudonyms="observer" in columns and _are_codes(values[columns["observer"]], missing),
    )
    personal = [name for name in values if _is_personal(name, values)]
    dropped = tuple(name for name in personal if name not in columns.values())
    questions = _questions(mapping, day, scale, unknown)
    return Suggestion(mapping, recognised, tuple(questions), dropped, unknown)


def _is_nameless(values: Iterable[str]) -> bool:
    return all(value.casefold() in NOBODY for value in values)


def _recognised(names: Sequence[str]) -> str:
    lower = {name.casefold() for name in names}
    if {"start time", "completion time"} <= lower:
        return "Microsoft Forms"
    if "timestamp" in lower:
        return "Google Forms"
    if lower & {"_uuid", "_submission_time"}:
        return "KoboToolbox"
    return "a table"


def _by_column(names: Sequence[str], rows: Iterable[Row]) -> dict[str, Counter[str]]:
    """The values of each column in the order in which they first stand, and how often each does."""
    columns: list[Counter[str]] = [Counter() for _ in names]
    for _, cells in rows:
        for column, cell in zip(columns, map(tidy, cells), strict=False):
            if cell:
                column[cell] += 1
    return dict(zip(names, columns, strict=True))


def _fields(names: Sequence[str], nameless: Container[str]) -> dict[str, str]:
    """The column that most likely holds each field, by what it is called."""
    plain = {_last_part(name).casefold().rstrip("?:. "): name for name in reversed(names)}
    found: dict[str, str] = {}
    for field_name in COLUMNS:
        for called in (field_name, *CALLED[field_name]):
            name = plain.get(called)
            if field_name == "observer" and name in nameless:
                continue
            if name and name not in found.values():
                found[field_name] = name
                break
    return found


def _fields_by_words(
    names: Iterable[str], values: Lookup[str, Counter[str]], known: Lookup[str, Lookup[str, str]]
) -> Iterator[tuple[str, str]]:
    """The columns of which at least half of the cells are words of a vocabulary."""
    for name in names:
        for field_name in VOCABULARIES:
            cells = values[name]
            held = sum(n for cell, n in cells.items() if cell.casefold() in known[field_name])
            parted = field_name == "behaviour" and _parting(cells, known[field_name])
            if parted or (held and held >= cells.total() / 2):
                yield field_name, name


def _last_part(name: str) -> str:
    """A question without its group: “group/question” and “Question [Row]” by their last part."""
    row = name[:-1].rpartition("[")[2].strip() if name.endswith("]") and "[" in name else ""
    return row or name.rsplit("/", 1)[-1].strip() or name


def _behaviours(names: Sequence[str], known: Lookup[str, str], taken: set[str]) -> dict[str, str]:
    """The columns that are called like a behaviour."""
    found: dict[str, str] = {}
    for name in names:
        if name in taken:
            continue
        code = meaning(_last_part(name), known, closeness=0.85)
        if code and code not in found.values():
            found[name] = code
    return found if len(found) > 1 else {}


def _are_marks(values: Lookup[str, Iterable[str]], columns: Iterable[str]) -> bool:
    seen = {value.casefold() for name in columns for value in values[name]}
    return bool(seen) and seen <= MARKED | UNMARKED


def _parting(values: Lookup[str, int], known: Lookup[str, str]) -> str:
    """What parts several answers in one cell: what leaves words that are known."""
    for mark in (";", ", ", "|", " "):
        several = [value for value in values if mark in value and value.casefold() not in known]
        whole = _whole(several, mark, known)
        parts = Counter[str]()
        for value in several:
            parts.update(dict.fromkeys(_parts(value, mark, whole), values[value]))
        held = sum(n for part, n in parts.items() if part.casefold() in known)
        if parts and held >= parts.total() / 2:
            return mark
    return ""


def _whole(values: Iterable[str], mark: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words that hold the mark themselves, the longest first, if any is in the values."""
    words = [word for word in known if mark and mark in word]
    said = "\0".join(values).casefold()
    if not any(word in said for word in words):
        return ()
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _parts(cell: str, mark: str, whole: Sequence[str]) -> list[str]:
    """The answers in one cell, each once."""
    if not mark:
        return [cell]
    found = re.split("|".join((f"({_either(whole)})", re.escape(mark))), cell, flags=re.IGNORECASE)
    return list(dict.fromkeys(part.strip() for part in found if part and part.strip()))


def _either(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"


def _missing(values: Lookup[str, Iterable[str]], scored: Sequence[str]) -> set[str]:
    """Cells that likely mean "not said": figures only where they stand apart from the others."""
    found = set()
    for name in values:
        seen = {value.casefold() for value in values[name]}
        figures = [float(value) for value in seen if re.fullmatch(r"-?\d+", value)]
        for value in seen & set(LIKELY_MISSING):
            if not re.fullmatch(r"-?\d+", value):
                found.add(value)
            elif name in scored:
                rest = [figure for figure in figures if f"{figure:g}" not in LIKELY_MISSING]
                if rest and (float(value) > max(rest) + 1 or float(value) < 0):
                    found.add(value)
    return found


def _unknown(
    columns: Lookup[str, str],
    values: Lookup[str, Iterable[str]],
    parts: Callable[[str], list[str]],
    missing: Iterable[str],
    known: Lookup[str, Lookup[str, str]],
) -> dict[str, tuple[str, ...]]:
    """The first words of each vocabulary's column that the vocabulary does not hold."""
    unknown: dict[str, tuple[str, ...]] = {}
    for field_name in VOCABULARIES:
        if field_name not in columns:
            continue
        said: Iterable[str] = dict.fromkeys(values[columns[field_name]])
        if field_name == "behaviour":
            said = dict.fromkeys(part for cell in said for part in parts(cell))
        taken = {*known[field_name], *missing}
        strange = (word for word in said if word and word.casefold() not in taken)
        unknown[field_name] = tuple(islice(strange, MOST_ASKED))
    return unknown


def _meanings(
    unknown: Lookup[str, Sequence[str]], known: Lookup[str, Lookup[str, str]]
) -> dict[str, dict[str, str]]:
    """For each unknown word the known one that it most resembles, where one is close."""
    meanings: dict[str, dict[str, str]] = {}
    for field_name, unknown_words in unknown.items():
        for word in unknown_words:
            if code := meaning(word, known[field_name]):
                meanings.setdefault(field_name, {})[word] = code
    return meanings


def meaning(word: str, known: Lookup[str, str], closeness: float = 0.6) -> str | None:
    """The code of the known word that this one is, or most resembles; None if none is close."""
    key = word.casefold()
    if key in known:
        return known[key]
    close = get_close_matches(key, list(known), n=1, cutoff=closeness)
    return known[close[0]] if close else None


def _are_codes(values: Iterable[str], missing: Iterable[str]) -> bool:
    """Whether all who are named are so by short codes such as H-01, which are nobody's name."""
    nobody = {*NOBODY, *_unnamed(missing)}
    named = [value for value in values if value.casefold() not in nobody]
    return bool(named) and all(map(_CODE.fullmatch, named))


def _unnamed(missing: Iterable[str]) -> frozenset[str]:
    """What means that nobody is named: a participant may be number 9, so that no figure does."""
    return frozenset(value for value in missing if not value.lstrip("-").isdigit())


def _is_personal(name: str, values: Lookup[str, Counter[str]]) -> bool:
    """Whether a column looks like names, e-mail or network addresses."""
    if _PERSONAL.search(_last_part(name)) and _last_part(name).casefold() != "organisation name":
        return True
    found = sum(n for value, n in values[name].items() if _EMAIL_OR_IP.fullmatch(value))
    return found > values[name].total() / 2


def _questions(
    mapping: Mapping,
    day: dates.Column | None,
    scale: scales.Column | None,
    unknown: Lookup[str, Sequence[str]],
) -> Iterator[Question]:
    if day is None:
        yield Question(
            "observed_on",
            "When was this noticed? Name the column, or give one day for all by --day.",
        )
    elif day.settled is None:
        yield Question("days", f"How are the days written? They read {day.said()}.")
    if "place" not in mapping.columns:
        yield Question("place", "Of which place is this?")
    if not mapping.behaviours and "behaviour" not in mapping.columns:
        yield Question("behaviour", "Which column says the behaviour, or is one behaviour each?")
    if mapping.anonymous:
        yield Question("anonymous", "Nobody is named. Is each row another person?")
    if scale is not None and not scale.settled:
        yield Question("scale", f"On which scale were the scores given? There are {scale.said}.")
    if mapping.missing:
        listed = ", ".join(f"“{value}”" for value in mapping.missing)
        yield Question("missing", f"Do these mean “not said”: {listed}?")
    for field_name, unknown_words in unknown.items():
        for word in unknown_words:
            code = mapping.values.get(field_name, {}).get(word)
            asked = f"Does “{word}” mean {code}?" if code else f"What does “{word}” mean?"
            yield Question(f"values.{field_name}", asked)


# --- applying -----------------------------------------------------------------------------------


def apply(
    mapping: Mapping,
    names: Sequence[str],
    rows: Iterable[Row],
    key: bytes,
    places: Lookup[str, str] = {},
    spoken: Lookup[str, Container[str]] = {},
) -> Iterator[Row]:
    """The rows as observations in the order of COLUMNS, each with the line that it came from.

    A score, a day or a word that cannot be read is passed on as it stands, so that the check
    refuses it by its line. `key` turns an observer's name into a lasting pseudonym; `places` gives
    the code of each spelling, and `spoken` the pseudonyms of each place, both in small letters.
    """
    order = mapping.days
    if order is None:
        raise Refused("The days can be read in more than one way. Say first how they are written.")
    if mapping.scale is None and mapping.scored:
        raise Refused(
            "Nobody has said on which scale the scores were given. Say first its lowest and its "
            "highest."
        )
    scale = mapping.scale or Scale()
    missing = frozenset(value.casefold() for value in mapping.missing)
    unnamed = _unnamed(missing)
    where = [
        (AT[field_name], names.index(name), unnamed if field_name == "observer" else missing)
        for field_name, name in _placed(mapping, names)
    ]
    scored = [(names.index(name), code) for name, code in mapping.behaviours.items()]
    meant = [(AT[field_name], _meaning(words)) for field_name, words in mapping.values.items()]
    parts_meant = _meaning(mapping.values.get("behaviour", {}))
    unsaid = [mapping.fixed.get(column, "") for column in COLUMNS]
    code_of = cache(slug)
    codes = {code.casefold(): code for code in places.values()}
    slugs: dict[str, list[str]] = {}
    for spelling, code in places.items():
        slugs.setdefault(code, []).append(slug(spelling))

    @cache
    def strength(value: str) -> str:
        return scale.strength(value) if value else ""

    @cache
    def day(value: str) -> str:
        read = dates.read(value, order)
        return read.isoformat() if read else value

    @cache
    def known_as(said: str, who: str) -> str:
        once = code_of(said)
        place = places.get(said.strip(SPACE).lower()) or codes.get(once, once)
        lasting = pseudonym(key, place, _loosely(who))
        # A pseudonym hung on how the place and the name were written: whoever has one keeps it.
        formerly = [pseudonym(key, once, who.casefold())]
        formerly += [pseudonym(key, code, _loosely(who)) for code in slugs.get(place, ())]
        code = [who] if _CODE.fullmatch(who) else []
        stays = code if mapping.pseudonyms else []
        ways = [*stays, *formerly, lasting, *code]
        known = (way for way in ways if way.lower() in spoken.get(place, ()))
        return next(known, stays[0] if stays else lasting)

    for line, written in rows:
        cells = [*map(tidy, written)]
        row = unsaid.copy()
        for at, place, ignored in where:
            if place < len(cells) and cells[place] and cells[place].casefold() not in ignored:
                # A note is kept to the letter, its unusual spaces too.
                row[at] = written[place].strip() if at == AT["note"] else cells[place]
        for at, meaning_of in meant:
            row[at] = meaning_of(row[at])
        row[AT["observed_on"]] = day(row[AT["observed_on"]])
        said_place, who = row[AT["place"]], row[AT["observer"]]
        if who and who.casefold() not in NOBODY:
            row[AT["observer"]] = known_as(said_place, who)
        elif mapping.anonymous:
            row[AT["observer"]] = pseudonym(key, code_of(said_place), "\0".join(cells))
        else:
            row[AT["observer"]] = ""
        row[AT["note"]] = redaction.redacted(row[AT["note"]])
        noticed: Iterable[tuple[str, str]]
        if scored:
            noticed = _scored(mapping, line, row[AT["strength"]], cells, scored, missing)
        else:
            parts = _parts(row[AT["behaviour"]], mapping.parted_by, mapping.whole)
            noticed = [
                (code, row[AT["strength"]]) for code in dict.fromkeys(map(parts_meant, parts))
            ]
        for code, score in noticed:
            said = row.copy()
            said[AT["behaviour"]], said[AT["strength"]] = code, strength(score)
            yield line, said
            # A note goes with the first of the behaviours that it was written about.
            row[AT["note"]] = ""


def _placed(mapping: Mapping, names: Sequence[str]) -> list[tuple[str, str]]:
    absent = [
        name for name in (*mapping.columns.values(), *mapping.behaviours) if name not in names
    ]
    if absent:
        raise Refused(f"The file has no column “{absent[0]}”, which the mapping names.")
    return list(mapping.columns.items())


def _meaning(words: Lookup[str, str]) -> Callable[[str], str]:
    """What a word means, whatever its case and the spaces in it; itself, where that is not said."""
    loosely = {_loosely(word): code for word, code in words.items()}

    @cache
    def meaning_of(word: str) -> str:
        return words[word] if word in words else loosely.get(_loosely(word), word)

    return meaning_of


def _loosely(word: str) -> str:
    return " ".join(normalize("NFC", tidy(word).translate(_UNSEEN).casefold()).split())


def _scored(
    mapping: Mapping,
    line: int,
    score: str,
    cells: Sequence[str],
    columns: Sequence[tuple[int, str]],
    missing: frozenset[str],
) -> Iterator[tuple[str, str]]:
    """The behaviours that have a column each and of which a row speaks, each with its score."""
    for place, code in columns:
        cell = cells[place] if place < len(cells) else ""
        if not cell or cell.casefold() in missing:
            continue
        if not mapping.marks:
            yield code, cell
        elif cell.casefold() in MARKED:
            yield code, score
        elif cell.casefold() not in UNMARKED:
            raise Refused(
                f"Line {line}: “{cell[:60]}” stands where a 1 or a 0 is expected. Mend that cell."
            )


def pseudonym(key: bytes, place: str, name: str) -> str:
    """The same short code for the same name in a place, from which the name cannot be told."""
    digest = hmac.digest(key, f"{place}\0{name}".encode(), "sha256")
    return f"P-{digest[:8].translate(_LETTERS).decode()}"


def for_the_next(mapping: Mapping) -> Mapping:
    """The mapping as it serves another file: without the day of this one, which is its own."""
    fixed = {name: said for name, said in mapping.fixed.items() if name != "observed_on"}
    return replace(mapping, fixed=fixed)


# --- keeping ------------------------------------------------------------------------------------


def save(mapping: Mapping, path: Path) -> None:
    """Keep a mapping as a TOML file that a person can read; raises Refused where it cannot."""
    kept: dict[str, Any] = {
        "header": mapping.header,
        "marks": mapping.marks,
        "pseudonyms": mapping.pseudonyms,
        "anonymous": mapping.anonymous,
        "missing": list(mapping.missing),
        "columns": mapping.columns,
        "fixed": mapping.fixed,
        "behaviours": mapping.behaviours,
        "scale": UNSAID if mapping.scale is None else asdict(mapping.scale),
        "values": mapping.values,
    }
    kept["days"] = mapping.days or UNSAID
    if mapping.sheet:
        kept["sheet"] = mapping.sheet
    if mapping.parted_by:
        kept["parted_by"] = mapping.parted_by
    if mapping.whole:
        kept["whole"] = list(mapping.whole)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole.put(path, tomli_w.dumps(kept).encode())
    except OSError as fault:
        raise Refused(f"{path.name} cannot be written: {fault.strerror}.") from None


def load(path: Path) -> Mapping:
    """The mapping that a TOML file holds; raises Refused, in a sentence, for what is none."""
    try:
        kept = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise Refused(f"{path.name} cannot be read: {fault.strerror}.") from None
    except (ValueError, RecursionError):
        # Besides what is no TOML: letters in no encoding, a number of thousands of figures.
        raise Refused(f"{path.name} is not a mapping: it is not TOML.") from None
    return _from_toml(kept, path.name)


def _from_toml(kept: dict[str, Any], name: str) -> Mapping:
    shape: dict[str, type | tuple[type, ...]] = {
        "sheet": str, "header": int, "columns": dict, "fixed": dict, "behaviours": dict,
        "marks": bool, "parted_by": str, "whole": list, "values": dict, "scale": (dict, str),
        "missing": list, "days": str, "pseudonyms": bool, "anonymous": bool,
    }  # fmt: skip
    for key, value in kept.items():
        if key not in shape or not isinstance(value, shape[key]):
            raise Refused(f"{name} is not a mapping: it has “{key}”, which means nothing here.")
    for table in ("columns", "fixed", "behaviours", *kept.get("values", {})):
        said = kept.get(table, kept.get("values", {}).get(table, {}))
        if not isinstance(said, dict) or not all(isinstance(v, str) for v in said.values()):
            raise Refused(f"{name} is not a mapping: “{table}” must give words for words.")
    strange = {*kept.get("columns", {}), *kept.get("fixed", {}), *kept.get("values", {})}
    if strange - set(COLUMNS):
        raise Refused(f"{name} names a field that is not known: {min(strange - set(COLUMNS))}.")
    if kept.get("days") == UNSAID:
        kept["days"] = None
    elif kept.get("days", "year first") not in dates.ORDERS:
        raise Refused(f"{name} reads days in no known way. Known: {', '.join(dates.ORDERS)}.")
    for listed in ("missing", "whole"):
        try:
            kept[listed] = tuple(map(str, kept.get(listed, ())))
        except ValueError:
            # Python writes no number of more than a few thousand figures.
            raise Refused(f"{name} is not a mapping: “{listed}” must list words.") from None
    if not 1 <= kept.get("header", 1) <= MOST_LINES:
        raise Refused(f"{name} is not a mapping: “header” must be the line that names the columns.")
    return Mapping(**kept | {"scale": _scale(kept.get("scale", {}), name)})


def _scale(said: Any, name: str) -> Scale | None:
    """The scale that a mapping says; None where it is still to be said."""
    if said == UNSAID:
        return None
    try:
        words = {str(word).casefold(): float(n) for word, n in said.get("words", {}).items()}
        read = Scale(
            float(said.get("low", 0)), float(said.get("high", 10)),
            bool(said.get("reversed", False)), words,
        )  # fmt: skip
    except (TypeError, ValueError, AttributeError, OverflowError):
        raise Refused(f"{name} has a scale that is not made of numbers.") from None
    if not -math.inf < read.low < read.high < math.inf:
        raise Refused(f"{name} has a scale that does not run upwards, from low to high.")
    return read
