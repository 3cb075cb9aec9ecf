"""Scores that people give each alone: a round is opened, answered on phones, closed and shown.

What a phone is told is in has been committed. Until a round is closed nothing is told of it but how
many have answered; when it is, what they said is kept as any other observation is.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args
from uuid import UUID

import pandas as pd

from mirror import intake, record, store, vocabulary
from mirror.lens import Words
from mirror.store import Refused

About = Literal["behaviour", "block", "relationship"]
ABOUT: tuple[About, ...] = get_args(About)

#: What a short code is made of: nothing that is taken for another, no vowels to make words with.
ALPHABET, CODE = "CDFHJKMNPQRTVWXY3479", 6
#: What is scored of a relationship, and the scale of each.
SIDES = {"trust": "trust", "level": "collaboration"}


class Closed(Refused):
    """An answer to a round that is closed."""


class WrongCode(Refused):
    """A short code that opens nothing."""


class NotIn(Refused):
    """A phone that has not joined the gathering."""


@dataclass(frozen=True)
class Round:
    """A round of scores: what it is about, its `turn` (1, or 2 after talking), its open code."""

    id: UUID
    gathering: UUID
    place: str
    about: About
    part: str | None
    party: str | None
    other_party: str | None
    turn: int
    code: str | None
    opened_at: datetime
    closed_at: datetime | None

    @property
    def thing(self) -> tuple[str | None, ...]:
        """What two rounds share that are about the same."""
        return self.about, self.part, self.party, self.other_party


@dataclass(frozen=True)
class Subject:
    """What gets a number, from `low` to `top`; `anchors` are the words at some of the steps."""

    code: str
    label: str
    top: int
    anchors: Mapping[int, str]
    low: int = 0


@dataclass(frozen=True)
class Count:
    """How many phones joined the gathering, and how many have an answer in the round."""

    phones_joined: int
    phones_in: int


@dataclass(frozen=True)
class Sent:
    """What one phone sent last in a round; no answers where it took them back."""

    answers: Mapping[str, float]
    said_for: str | None


# --- a round, from opening to reveal -------------------------------------------------------------


def open_round(
    held: store.Store,
    identity: UUID,
    *,
    gathering: UUID,
    place: str,
    about: About,
    part: str | None = None,
    party: str | None = None,
    other_party: str | None = None,
    turn: int = 1,
) -> str:
    """The short code by which phones find the round that is open from now on."""
    one, other = " ".join((party or "").split()), " ".join((other_party or "").split())
    terms = {
        "gathering": gathering, "place": place, "about": about, "part": part or None,
        "party": one or None, "other_party": other or None, "turn": turn,
    }  # fmt: skip

    def work(cursor: store.Cursor) -> str:
        if before := _one(cursor, identity):
            return _open(before).code or ""
        _check_opening(cursor, terms)
        taken = {code for (code,) in _rows(cursor, "codes")}
        code = _code()
        while code in taken:
            code = _code()
        _run(cursor, "open", id=identity, code=code, opened_at=store.now(), **terms)
        return code

    return held.write(work)


def _check_opening(cursor: store.Cursor, terms: Mapping[str, Any]) -> None:
    known = record.words_known(cursor)
    about, part = terms["about"], terms["part"]
    sides = terms["party"], terms["other_party"]
    met = dict(_rows(cursor, "gathering", gathering=terms["gathering"]))
    if terms["place"] not in met:
        raise Refused("This gathering is not held in this place, so open it again.")
    if met[terms["place"]]:
        raise Refused("This gathering is closed, so no more scores can be asked for.")
    if about not in ABOUT:
        raise Refused("What to score: choose behaviours, building blocks or a relationship.")
    if part and (about != "behaviour" or ("part", part) not in known):
        raise Refused("Which part: it is not one that behaviours are scored in, so choose again.")
    if about == "relationship":
        if not all(sides):
            raise Refused("Who with whom: one side is still empty, so name two.")
        if sides[0].casefold() == sides[1].casefold():
            raise Refused("Who with whom: the two sides are the same, so name two.")
        if max(map(len, sides)) > record.TITLE:
            raise Refused(f"Who with whom: shorten each side to {record.TITLE} characters.")
    elif any(sides):
        raise Refused("Who with whom: only a relationship has two sides, so leave them out.")
    rounds = _rounds(cursor, "of", gathering=terms["gathering"])
    if any(each.closed_at is None for each in rounds):
        raise Refused("A round is open already, so close it before you open another.")
    if terms["turn"] not in (1, 2):
        raise Refused("Which turn: a thing is scored once, and once more after talking.")
    turns = {each.turn for each in rounds if each.thing == (about, part, *sides)}
    if terms["turn"] in turns:
        raise Refused("This was scored already, perhaps in another window, so it is not opened.")
    if terms["turn"] == 2 and not turns:
        raise Refused("There is no first round of this yet, so open that before a second.")


def of(held: store.Store, gathering: UUID) -> list[Round]:
    """All rounds of a gathering: those closed, a second turn after the first, then the open one."""
    return _asked(held, "of", gathering=gathering)


def current(held: store.Store, gathering: UUID) -> Round | None:
    """The round of a gathering that is open."""
    return next((each for each in of(held, gathering) if each.closed_at is None), None)


def subjects(held: store.Store, about: About, words: Words) -> list[Subject]:
    """What is asked in a round about this, each by its label in these words and with its steps."""
    if about == "relationship":
        phrases = vocabulary.phrases(words)
        return [
            Subject(side, phrases[f"pace.of.{side}"], 5, _levels(held, scale, words))
            for side, scale in SIDES.items()
        ]
    found = held.ask(store.sql("round/subjects"), {"about": about, "words": words})
    if about == "block":
        steps = _levels(held, "readiness", words)
        return [
            Subject(row.code, row.label, max(steps), steps, min(steps))
            for row in found.itertuples()
        ]
    ends = {0: "not at all", 10: "very strongly"}
    return [Subject(row.code, row.label, 10, ends) for row in found.itertuples()]


def _levels(held: store.Store, scale: str, words: Words) -> dict[int, str]:
    found = held.ask(store.sql("levels"), {"scale": scale, "words": words})
    return {int(row.code): row.label for row in found.itertuples()}


def count(held: store.Store, scored: Round) -> Count:
    """How many phones joined and how many answered; never what they said."""
    terms = {"gathering": scored.gathering, "scoring_round": scored.id}
    [row] = held.ask(store.sql("round/count"), terms).itertuples()
    return Count(int(row.phones_joined), int(row.phones_in))


def close(held: store.Store, scored: Round) -> None:
    """Nothing: the round is closed, its code forgotten, and what was said in it is kept.

    Each phone that said something is given a pseudonym with its first round, by chance, so that
    none tells who came when.
    """

    def work(cursor: store.Cursor) -> None:
        asked = _one(cursor, scored.id)
        if asked is None:
            raise Refused("This round is not held any more.")
        if asked.closed_at is not None:
            return
        today, moment = date.today(), intake.kept_at(cursor)
        _name_phones(cursor, asked, today)
        _run(cursor, "voice", gathering=asked.gathering, scoring_round=asked.id)
        [(said,)] = _rows(cursor, "voices")
        _run(cursor, "observer", place=asked.place)
        terms = {
            "place": asked.place, "gathering": asked.gathering, "observed_on": today,
            "recorded_at": moment,
        }  # fmt: skip
        if asked.about == "behaviour":
            terms["part"] = asked.part
        if asked.about == "relationship":
            sides = sorted(filter(None, (asked.party, asked.other_party)), key=str.casefold)
            terms["party"], terms["other_party"] = sides
        _run(cursor, f"keep_{asked.about}", **terms)
        _run(cursor, "close", id=asked.id, closed_at=moment)
        _run(cursor, "forget_voice")
        intake.record_change(cursor, "record round", asked.place, said)

    held.write(work)


def _name_phones(cursor: store.Cursor, scored: Round, today: date) -> None:
    terms = {"gathering": scored.gathering, "scoring_round": scored.id}
    phones = [key_hash for (key_hash,) in _rows(cursor, "nameless", **terms)]
    secrets.SystemRandom().shuffle(phones)
    taken = {code for (code,) in _rows(cursor, "taken", place=scored.place)}
    letters = record.letters(today, taken, len(phones))
    observers = [record.pseudonym(today, letter) for letter in letters]
    _run(cursor, "name", gathering=scored.gathering, phones=phones, observers=observers)


def revealed(held: store.Store, scored: Round, words: Words = "plain") -> pd.DataFrame:
    """A row for each person and subject of a closed round: subject, label, score, person, turn.

    `person` is a number that stays with one person in all rounds of the gathering.
    """
    now = next(iter(_asked(held, "one", id=scored.id)), None)
    if now is None or now.closed_at is None:
        raise Refused("This round is still open. What was said is shown once it is closed.")
    terms = {"gathering": now.gathering, "scoring_round": now.id}
    said = held.ask(store.sql("round/revealed"), terms)
    asked = subjects(held, now.about, words)
    order = {subject.code: place for place, subject in enumerate(asked)}
    labels = {subject.code: subject.label for subject in asked}
    said = said.assign(label=said.subject.map(labels).fillna(said.subject), turn=now.turn)
    said = said.sort_values("subject", key=lambda codes: codes.map(order), kind="stable")
    return said[["subject", "label", "score", "person", "turn"]].reset_index(drop=True)


# --- a phone -------------------------------------------------------------------------------------


def join(held: store.Store, gathering: UUID, code: str, key: str | None) -> tuple[Round, str]:
    """The open round that a short code opens, and the key by which this phone is known from now on.

    A key of the same gathering stays; any other stands for nobody here.
    """

    def work(cursor: store.Cursor) -> tuple[Round, str]:
        found = _rounds(cursor, "opened_by", gathering=gathering, code=tidy(code))
        if not found:
            raise WrongCode("No form opens by this code. Look at the screen and type it again.")
        if key and _rows(cursor, "phone", gathering=gathering, key_hash=_hash(key)):
            return found[0], key
        [(joined,)] = _rows(cursor, "phones", gathering=gathering)
        if joined >= record.ROOM:
            raise Refused(f"{record.ROOM} phones have joined, and there is no room for more.")
        fresh = secrets.token_urlsafe()
        _run(cursor, "join", gathering=gathering, key_hash=_hash(fresh), joined_at=store.now())
        return found[0], fresh

    return held.write(work)


def is_in(held: store.Store, gathering: UUID, key: str | None) -> bool:
    """Whether the phone with this key has joined the gathering."""
    terms = {"gathering": gathering, "key_hash": _hash(key or "")}
    return bool(key) and not held.ask(store.sql("round/phone"), terms).empty


def sector_of(held: store.Store, gathering: UUID, key: str) -> str | None:
    """For whom the holder of this phone said that they speak."""
    terms = {"gathering": gathering, "key_hash": _hash(key)}
    return next((row[0] for row in _plain(held.ask(store.sql("round/phone"), terms))), None)


def cast(
    held: store.Store,
    identity: UUID,
    scored: Round,
    key: str,
    answers: Mapping[str, float],
    *,
    sector: str | None = None,
    said_for: str | None = None,
) -> bool:
    """Whether what a phone sent was kept now; False if it is held already.

    The latest of a phone counts. With no answers it takes back those that it gave before.
    """
    phone = _hash(key)

    def work(cursor: store.Cursor) -> bool:
        asked = _open(_one(cursor, scored.id))
        if not _rows(cursor, "phone", gathering=asked.gathering, key_hash=phone):
            raise NotIn("This phone has not joined, so nothing was taken in. Type the code again.")
        known = record.words_known(cursor)
        for subject, value in answers.items():
            _check(known, asked, subject, value)
        if sector is not None and ("sector", sector) not in known:
            raise Refused("Who you speak for: it is not in the list, so choose from it.")
        if said_for not in (None, asked.party, asked.other_party):
            raise Refused("Whose view: it is neither of the two sides, so choose one of them.")
        terms = {"scoring_round": asked.id, "phone": phone}
        if not answers and not _said(_rows(cursor, "sent", **terms)):
            raise Refused("Nothing is said yet, so choose a number for one of them at least.")
        [(added,)] = _rows(
            cursor, "cast", id=identity, said_for=said_for, cast_at=store.now(), **terms
        )  # fmt: skip
        if not added:
            return False
        numbers = [float(value) for value in answers.values()]
        _run(cursor, "score", ballot=identity, subjects=list(answers), scores=numbers)
        _run(cursor, "speak_for", gathering=asked.gathering, key_hash=phone, sector=sector)
        return True

    return held.write(work)


def _check(known: frozenset[Any], scored: Round, subject: str, value: float) -> None:
    """Refuse a number that is no answer to what is asked."""
    if scored.about == "behaviour":
        asked = ("behaviour", subject) in known
        fits = 0 <= value <= 10 and float(value * 2).is_integer()
    else:
        scale = "readiness" if scored.about == "block" else SIDES.get(subject, "")
        asked = subject in SIDES if scored.about == "relationship" else ("block", subject) in known
        fits = float(value).is_integer() and (scale, f"{value:.0f}") in known
    if not asked:
        raise Refused("This form is not of this round, so open it again.")
    if not fits:
        raise Refused(f"“{value:g}” is not one of the steps, so choose from them.")


def sent(held: store.Store, scored: Round, key: str) -> Sent | None:
    """What this phone sent last in the round, or nothing."""
    terms = {"scoring_round": scored.id, "phone": _hash(key)}
    rows = _plain(held.ask(store.sql("round/sent"), terms))
    return Sent(_said(rows), rows[0][0]) if rows else None


def before(held: store.Store, scored: Round, key: str) -> Mapping[str, float]:
    """What this phone said of the same in the rounds before, by subject."""
    said: dict[str, float] = {}
    for earlier in of(held, scored.gathering):
        if earlier.id == scored.id:
            break
        if earlier.thing == scored.thing and (found := sent(held, earlier, key)):
            said |= found.answers
    return said


def _said(rows: list[tuple[Any, ...]]) -> dict[str, float]:
    return {subject: float(score) for _, subject, score in rows if subject is not None}


# --- small things --------------------------------------------------------------------------------


def tidy(code: str) -> str:
    """A short code as it was given, however it was typed."""
    return "".join(code.split()).replace("-", "").upper()


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _open(scored: Round | None) -> Round:
    if scored is None or scored.closed_at is not None:
        raise Closed("This round is closed.")
    return scored


def _one(cursor: store.Cursor, identity: UUID) -> Round | None:
    return next(iter(_rounds(cursor, "one", id=identity)), None)


def _rounds(cursor: store.Cursor, name: str, **terms: Any) -> list[Round]:
    return [Round(*row) for row in _rows(cursor, name, **terms)]


def _asked(held: store.Store, name: str, **terms: Any) -> list[Round]:
    return [Round(*row) for row in _plain(held.ask(store.sql(f"round/{name}"), terms))]


def _plain(answer: pd.DataFrame) -> list[tuple[Any, ...]]:
    """The rows of an answer with None where nothing stands."""
    objects = answer.astype(object)
    rows = objects.where(objects.notna(), None).itertuples(index=False, name=None)
    return list(rows)


def _run(cursor: store.Cursor, name: str, **terms: Any) -> None:
    cursor.execute(store.sql(f"round/{name}"), terms)


def _rows(cursor: store.Cursor, name: str, **terms: Any) -> list[Any]:
    return cursor.execute(store.sql(f"round/{name}"), terms).fetchall()
