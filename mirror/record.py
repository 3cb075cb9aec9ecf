"""Record what somebody says, one whole thing at a time: each value checked, each thing kept once.

The caller makes the id, with `new_id`, before anything is sent: a second click or a retry brings
the same id and adds nothing. Where what is sent may have been changed between two tries, the id is
made of it, with `id_of`. What cannot be kept raises Refused, in one sentence that names the field
and the remedy, and leaves the file as it was.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, islice
from typing import Any, cast
from uuid import UUID, uuid5

from mirror import intake, redaction, store, words
from mirror.store import Refused
from mirror.words import short

#: The most characters: of a note, of a title or a name of a team, of a pseudonym.
NOTE, TITLE, PSEUDONYM = 5_000, 200, 60
#: The first day that anything may be said of, and how far ahead a next step may be planned.
EARLIEST, LATEST_PLAN = date(2000, 1, 1), date(2100, 1, 1)
#: The most people in a room whose grid is typed in, and of one sector at any gathering.
ROOM, CROWD = 40, 1_000

#: The bits of an id that are left to chance.
CHANCE = 74

#: The codes that may be chosen, each with the vocabulary or the scale it belongs to.
Known = frozenset[tuple[str, str]]


def new_id() -> UUID:
    """An id of version 7: the present millisecond, then chance, so that ids sort by age."""
    return _of_a_moment(time.time_ns() // 1_000_000, secrets.randbits(CHANCE))


def id_of(made: UUID, said: Mapping[str, Any]) -> UUID:
    """The id of what is said under one that was made before: the same only for the very same.

    A try that failed may be in for all that. Changed since, it must not be taken for what is held.
    """
    text = json.dumps(said, sort_keys=True, default=str)
    return _of_a_moment(made.int >> 80, uuid5(made, text).int >> 128 - CHANCE)


def _of_a_moment(milliseconds: int, chance: int) -> UUID:
    version, variant = 7, 2
    high, low = divmod(chance, 1 << 62)
    return UUID(int=milliseconds << 80 | version << 76 | high << 64 | variant << 62 | low)


def observation(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    observer: str | Callable[[store.Cursor], str] | None,
    behaviour: str | None,
    observed_on: date | None,
    sector: str | None = None,
    organisation: str | None = None,
    part: str | None = None,
    strength: float | None = None,
    direction: str | None = None,
    overtness: int | None = None,
    note: str | None = None,
    consent: int | None = 1,
) -> bool:
    """Whether a behaviour that somebody noticed was kept now; False if it is held already.

    An `observer` may be found, or begun, in the same write as it is kept.
    """

    def work(cursor: store.Cursor, known: Known) -> int:
        code = observer(cursor) if callable(observer) else observer
        who = _speaker(cursor, known, "Who noticed it", place, code, sector, organisation)
        terms = {
            "behaviour": chosen(known, "Which behaviour", "behaviour", behaviour),
            "part": _code(known, "Which part", "part", part),
            "strength": _strength("How strongly", strength),
            "direction": _code(known, "Direction", "direction", direction),
            "overtness": _level(known, "How openly", "overtness", overtness),
            "note": _note("Note", note),
            "consent": _consent(known, consent),
            "observed_on": _day("When", observed_on),
            "gathering": None,
        }
        return _keep_said(cursor, "observation", identity, place, who, terms)

    return _whole(held, "observation", place, work)


def relationship(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    observer: str | None,
    party: str | None,
    other_party: str | None,
    observed_on: date | None,
    sector: str | None = None,
    organisation: str | None = None,
    said_for: str | None = None,
    level: int | None = None,
    trust: int | None = None,
    note: str | None = None,
    consent: int | None = 1,
    gathering: UUID | None = None,
) -> bool:
    """Whether one side's view of a relationship was kept now; False if it is held already.

    The two parties are kept in the order of the alphabet, so that both sides speak of one pair.
    """

    def work(cursor: store.Cursor, known: Known) -> int:
        who = _speaker(cursor, known, "Who says so", place, observer, sector, organisation)
        one = _needed("One side", text_of("One side", party, TITLE))
        other = _needed("The other side", text_of("The other side", other_party, TITLE))
        side = text_of("Whose view", said_for, TITLE)
        if one.casefold() == other.casefold():
            raise Refused("The other side: it is the same as one side, so choose two.")
        if side not in (None, one, other):
            raise Refused("Whose view: it is neither of the two sides, so choose one of them.")
        terms = {
            "said_for": side,
            "level": _level(known, "How you work together", "collaboration", level),
            "trust": _level(known, "How far trust goes", "trust", trust),
            "note": _note("Note", note),
            "consent": _consent(known, consent),
            "gathering": gathering,
            "observed_on": _day("When", observed_on),
        }
        terms["party"], terms["other_party"] = sorted((one, other), key=str.casefold)
        if terms["level"] is None and terms["trust"] is None and terms["note"] is None:
            raise Refused(
                "How you work together: nothing is said yet, so choose a step or write a note."
            )
        return _keep_said(cursor, "relationship", identity, place, who, terms)

    return _whole(held, "relationship", place, work)


def event(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    kind: str | None,
    title: str | None,
    started_on: date | None,
    ended_on: date | None = None,
    note: str | None = None,
    consent: int | None = 1,
    gathering: UUID | None = None,
) -> bool:
    """Whether something that was going on was kept now; False if it is held already."""

    def work(cursor: store.Cursor, known: Known) -> int:
        start = _day("From when", started_on)
        end = None if ended_on is None else _day("Until when", ended_on)
        if end and end < start:
            raise Refused("Until when: it is before the first day, so choose a later one.")
        terms = {
            "kind": chosen(known, "What kind", "event", kind),
            "title": _needed("In a few words", text_of("In a few words", title, TITLE)),
            "started_on": start,
            "ended_on": end,
            "note": _note("Note", note),
            "consent": _consent(known, consent),
            "gathering": gathering,
        }
        return _keep(cursor, "event", identity, place, terms)

    return _whole(held, "event", place, work)


def entry_step(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    title: str | None,
    altitude: int | None,
    observed_on: date | None,
    opened_by: str | None = None,
    note: str | None = None,
    consent: int | None = 1,
) -> bool:
    """Whether a step on the way in was kept now; False if it is held already."""

    def work(cursor: store.Cursor, known: Known) -> int:
        terms = {
            "title": _needed("Which step", text_of("Which step", title, TITLE)),
            "altitude": _needed("How wide", _level(known, "How wide", "altitude", altitude)),
            "opened_by": text_of("Who opened the door", opened_by, TITLE),
            "note": _note("Note", note),
            "consent": _consent(known, consent),
            "observed_on": _day("When", observed_on),
        }
        return _keep(cursor, "entry_step", identity, place, terms)

    return _whole(held, "entry step", place, work)


def help_given(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    given_by: str | None,
    given_to: str | None,
    title: str | None,
    observed_on: date | None,
    pressure_met: str | None = None,
    beyond_objectives: bool | None = None,
    note: str | None = None,
    consent: int | None = 1,
) -> bool:
    """Whether help that somebody gave was kept now; False if it is held already."""

    def work(cursor: store.Cursor, known: Known) -> int:
        terms = {
            "given_by": _needed("Who helped", text_of("Who helped", given_by, TITLE)),
            "given_to": _needed("Who was helped", text_of("Who was helped", given_to, TITLE)),
            "title": _needed("What they did", text_of("What they did", title, TITLE)),
            "pressure_met": text_of("What pressure it met", pressure_met, TITLE),
            "beyond_objectives": beyond_objectives,
            "note": _note("Note", note),
            "consent": _consent(known, consent),
            "observed_on": _day("When", observed_on),
        }
        return _keep(cursor, "help", identity, place, terms)

    return _whole(held, "help", place, work)


def block_view(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    observer: str | None,
    block: str | None,
    observed_on: date | None,
    sector: str | None = None,
    organisation: str | None = None,
    level: int | None = None,
    effect: str | None = None,
    confidence: int | None = None,
    evidence: str | None = None,
    next_step: str | None = None,
    next_step_by: date | None = None,
    good_enough: int | None = None,
    behaviour: str | None = None,
    consent: int | None = 1,
    gathering: UUID | None = None,
) -> bool:
    """Whether somebody's view of a building block was kept now; False if it is held already.

    A view of what the block does to one `behaviour` says nothing of the block as a whole.
    """

    def work(cursor: store.Cursor, known: Known) -> int:
        who = _speaker(cursor, known, "Whose view", place, observer, sector, organisation)
        said = {
            "level": _level(known, "How far along", "readiness", level),
            "effect": _code(known, "What it does", "effect", effect),
            "confidence": _level(known, "How sure", "confidence", confidence),
            "evidence": _note("What shows it", evidence),
            "next_step": _note("One next step", next_step),
            "good_enough": _level(known, "Good enough", "readiness", good_enough),
        }
        about = _code(known, "Which behaviour", "behaviour", behaviour)
        if about is not None:
            _of_one_behaviour(said)
        if all(value is None for value in said.values()):
            raise Refused("How far along: nothing is said yet, so choose a step or write a line.")
        if next_step_by is not None and said["next_step"] is None:
            raise Refused("One next step: a day is set for it, so say what is to be done.")
        terms = said | {
            "block": chosen(known, "Which building block", "block", block),
            "behaviour": about,
            "next_step_by": _planned("By when", next_step_by),
            "consent": _consent(known, consent),
            "gathering": gathering,
            "observed_on": _day("When", observed_on),
        }
        return _keep_said(cursor, "block_view", identity, place, who, terms)

    return _whole(held, "block view", place, work)


def reflection(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    page: str,
    lens: str,
    question: str | None,
    observed_on: date | None,
    noticed: str | None = None,
    so_what: str | None = None,
    now_what: str | None = None,
    could_be_wrong: str | None = None,
    seen_otherwise: str | None = None,
    consent: int | None = 1,
    gathering: UUID | None = None,
) -> bool:
    """Whether what people made of a view was kept now; False if it is held already.

    `lens` is the view's address, from the place on: it opens what was looked at.
    """

    def work(cursor: store.Cursor, known: Known) -> int:
        said = {
            "noticed": _note("What we notice", noticed),
            "so_what": _note("So what", so_what),
            "now_what": _note("Now what", now_what),
            "could_be_wrong": _note("We could be wrong because", could_be_wrong),
            "seen_otherwise": _note("Someone sees it otherwise", seen_otherwise),
        }
        if not any(said.values()):
            raise Refused("What we notice: nothing is said yet, so write a line.")
        terms = said | {
            "page": page,
            "lens": lens,
            "question": text_of("Question", question, NOTE),
            "observed_on": _day("When", observed_on),
            "consent": _consent(known, consent),
            "gathering": gathering,
        }
        return _keep(cursor, "reflection", identity, place, terms)

    return _whole(held, "reflection", place, work)


#: What is said in a room and belongs to no other kind of thing.
REMARKS = {"note": "Note", "parked": "Parked question", "step": "Next step"}


def remark(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    kind: str,
    said: str | None,
    gathering: UUID | None,
    who: str | None = None,
    by_when: date | None = None,
    page: str | None = None,
    lens: str | None = None,
    observed_on: date | None = None,
    consent: int | None = 2,
) -> bool:
    """Whether what was said in a room was kept now; False if it is held already.

    It was said before everybody, so the room may read it. `page` and `lens` were on the wall.
    """

    def work(cursor: store.Cursor, known: Known) -> int:
        if kind not in REMARKS:
            raise Refused(f"What it is: “{short(kind)}” is not in the list, so choose from it.")
        terms = {
            "kind": kind,
            "said": _needed(REMARKS[kind], _note(REMARKS[kind], said)),
            "who": text_of("Who", who, TITLE),
            "by_when": _planned("By when", by_when),
            "page": page,
            "lens": lens,
            "observed_on": _day("When", observed_on or date.today()),
            "consent": _consent(known, consent),
            "gathering": gathering,
        }
        return _keep(cursor, "remark", identity, place, terms)

    return _whole(held, "remark", place, work)


def loop(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    question: str | None,
    assumption_before: str | None,
    opened_on: date | None,
    tried: str | None = None,
    revisit_on: date | None = None,
    consent: int | None = 1,
) -> bool:
    """Whether an assumption to be tested was kept now; False if it is held already."""

    def work(cursor: store.Cursor, known: Known) -> int:
        opened = _day("When it was opened", opened_on)
        before = _needed("We assumed", _note("We assumed", assumption_before))
        terms = {
            "question": _needed("The question", text_of("The question", question, TITLE)),
            "assumption_before": before,
            "tried": _note("We tried", tried),
            "opened_on": opened,
            "revisit_on": _after(opened, "When we look again", revisit_on),
            "consent": _consent(known, consent),
            **dict.fromkeys(("happened", "assumption_now", "depth", "closed_on", "supersedes")),
            **dict.fromkeys(("gathering", "batch")),
        }
        return _keep(cursor, "loop", identity, place, terms)

    return _whole(held, "loop", place, work)


def take_further(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    supersedes: UUID,
    tried: str | None = None,
    happened: str | None = None,
    assumption_now: str | None = None,
    depth: str | None = None,
    revisit_on: date | None = None,
    closed_on: date | None = None,
) -> bool:
    """Whether a further turn of a loop was kept now; False if it is held already.

    What is not said stays as the turn before has it. A day to look again that has come is done
    with; a closed loop is open again, unless it is closed anew.
    """

    def work(cursor: store.Cursor, known: Known) -> int:
        said = {
            "tried": _note("We tried", tried),
            "happened": _note("What happened", happened),
            "assumption_now": _note("Now we think", assumption_now),
            "depth": _code(known, "What we changed", "depth", depth),
        }
        if not any([*said.values(), revisit_on, closed_on]):
            raise Refused("What happened: nothing is new yet, so write a line or choose a day.")
        before = _turn_before(cursor, identity, place, supersedes)
        opened, ahead = before["opened_on"], before["revisit_on"]
        closed = None if closed_on is None else _day("When it was closed", closed_on)
        if closed and closed < opened:
            raise Refused("When it was closed: it is before the day it was opened.")
        if closed and revisit_on:
            raise Refused("When we look again: it is closed, so leave one of the two days empty.")
        if ahead and (closed or ahead <= date.today()):
            ahead = None
        days = {
            "revisit_on": _after(opened, "When we look again", revisit_on) or ahead,
            "closed_on": closed,
        }
        new = {field: value for field, value in said.items() if value}
        terms = before | new | days | {"supersedes": supersedes}
        if terms["depth"] == "double" and terms["assumption_now"] is None:
            raise Refused("Now we think: if what we believe has changed, say what we think now.")
        return _keep(cursor, "loop", identity, place, terms)

    return _whole(held, "loop taken further", place, work)


def _turn_before(
    cursor: store.Cursor, identity: UUID, place: str, supersedes: UUID
) -> dict[str, Any]:
    """The turn of a loop that is taken further, as long as nobody else has done so."""
    terms = {"id": identity, "place": place, "supersedes": supersedes}
    asked = cursor.execute(store.sql("keep/typed_loop_before"), terms)
    columns, found = [column[0] for column in asked.description or ()], asked.fetchall()
    if not found:
        raise Refused(
            "Somebody took this further or took it back meanwhile, so read it again before saving."
        )
    return dict(zip(columns, found[0], strict=True))


# --- a gathering, and a room whose people spoke --------------------------------------------------


def gathering(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    held_on: date | None,
    purpose: str | None = None,
    people: Mapping[str, int | None] | None = None,
) -> bool:
    """Whether a gathering was kept now; False if it is held already.

    `people` counts who was there by sector, under an empty one those of whom nobody said it.
    """

    def work(cursor: store.Cursor, known: Known) -> int:
        terms = {
            "held_on": _day("When you met", held_on),
            "purpose": text_of("What you met for", purpose, TITLE),
        }
        counts = {}
        for sector, there in (people or {}).items():
            _code(known, "Sector", "sector", sector)
            counts[sector] = heads(there)
        added = _keep(cursor, "gathering", identity, place, terms, recorded=False)
        if added:
            keep_room(cursor, identity, counts)
        return added

    return _whole(held, "gathering", place, work)


@dataclass(frozen=True)
class Person:
    """A row of a room's grid: its letter, who the person speaks for, a cell for each behaviour."""

    letter: str
    sector: str | None
    cells: Mapping[str, str | None]


def room(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    held_on: date | None,
    people: int | None,
    headings: Mapping[str, str],
    rows: Sequence[Person],
    purpose: str | None = None,
    part: str | None = None,
    gathering: UUID | None = None,
) -> bool:
    """Whether a gathering and all that its people said was kept now; False if it is held already.

    `headings` names each behaviour as the grid does. A row in which nothing is said is nobody. With
    `gathering`, one that was prepared, the rows are of its people, whom it has counted already.
    """

    def work(cursor: store.Cursor, known: Known) -> int:
        day = _day("When you met", held_on)
        terms = {"held_on": day, "purpose": text_of("What you met for", purpose, TITLE)}
        about = _code(known, "Which part", "part", part)
        votes = [(row, _votes(known, headings, row)) for row in rows]
        sectors = [_code(known, f"Row {row.letter}, sector", "sector", row.sector) for row in rows]
        spoke = [(row, said) for row, said in votes if said]
        present = [row for row, said in votes if said or row.sector]
        _count(people, len(present))
        if not spoke:
            raise Refused("The grid: nothing is in it yet, so type a number from 0 to 10.")
        if _is_held(cursor, identity):
            return 0
        if gathering is None:
            _keep(cursor, "gathering", identity, place, terms, recorded=False)
            said_for = Counter(sector for sector in sectors if sector)
            keep_room(cursor, identity, {**said_for, "": (people or 0) - said_for.total()})
        cells = count()
        for row, said in spoke:
            who = _new_person(cursor, place, day, row)
            for behaviour, strength in said.items():
                cell = {
                    "behaviour": behaviour, "part": about, "strength": strength,
                    "direction": None, "overtness": None, "note": None, "consent": 1,
                    "observed_on": day, "gathering": gathering or identity,
                }  # fmt: skip
                _keep_said(cursor, "observation", _of_cell(identity, next(cells)), place, who, cell)
        return sum(len(said) for _, said in spoke)

    return _whole(held, "room", place, work)


def _of_cell(identity: UUID, place: int) -> UUID:
    """The id of what one cell of a grid says: the same whenever the same grid is sent."""
    return uuid5(identity, str(place))


def letters(held_on: date, taken: Collection[str], most: int = ROOM) -> list[str]:
    """The letters of the people of a gathering: those which no pseudonym of that day has yet."""
    free = (letter for letter in _alphabet() if pseudonym(held_on, letter) not in taken)
    return list(islice(free, most))


def pseudonym(held_on: date, letter: str) -> str:
    """What a person of a gathering is called in the place, such as “2026-11-23 A”."""
    return f"{held_on.isoformat()} {letter}"


def _alphabet() -> Iterator[str]:
    """A to Z, then A2 to Z2, and so on."""
    plain = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    return (f"{letter}{turn if turn > 1 else ''}" for turn in count(1) for letter in plain)


def _votes(known: Known, headings: Mapping[str, str], row: Person) -> dict[str, float]:
    """The cells of a row in which something stands, as numbers."""
    said = {}
    for behaviour, text in row.cells.items():
        where = f"Row {row.letter}, “{headings.get(behaviour, behaviour)}”"
        chosen(known, where, "behaviour", behaviour)
        strength = _strength(where, text)
        if strength is not None:
            said[behaviour] = strength
    return said


def _count(people: int | None, present: int) -> None:
    if people is None or isinstance(people, bool) or not 1 <= people <= ROOM:
        raise Refused(f"How many people: write a number from 1 to {ROOM}.")
    if present > people:
        raise Refused(
            f"How many people: it says {people} and the grid holds {words.people(present)}, "
            "so change the number or empty the rows that are too many."
        )


def heads(count: int | None) -> int:
    """How many people, which nobody needs to say."""
    if count is None:
        return 0
    if isinstance(count, bool) or not 0 <= count <= CROWD:
        raise Refused(f"How many people: write a number from 0 to {CROWD:,}.")
    return count


def keep_room(cursor: store.Cursor, gathering: UUID, counts: Mapping[str, int]) -> None:
    """Keep who was in the room; those whose sector nobody said stand under an empty one."""
    for sector, heads in counts.items():
        if heads:
            terms = {"gathering": gathering, "sector": sector, "people": heads}
            cursor.execute(store.sql("keep/typed_gathering_room"), terms)


def _new_person(cursor: store.Cursor, place: str, day: date, row: Person) -> _Speaker:
    who = pseudonym(day, row.letter)
    if _held_observer(cursor, place, who):
        raise Refused(
            f"Row {row.letter}: {who} spoke here before, so save again with the new letters."
        )
    return _Speaker(who, row.sector, None)


# --- what is kept -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Speaker:
    """Who speaks, by pseudonym, and what else is known of them."""

    code: str
    sector: str | None
    organisation: str | None


def words_known(cursor: store.Cursor) -> Known:
    """The codes that may be chosen now."""
    return frozenset(cursor.execute(store.sql("keep/typed_words")).fetchall())


def together(held: store.Store, work: Callable[[store.Store], None]) -> None:
    """Nothing: all that `work` keeps in the store that it is given is kept, or nothing of it."""
    held.write(lambda cursor: work(cast(store.Store, _Within(cursor))))


class _Within:
    """A store that is written to just now: what is written into it is a part of that."""

    def __init__(self, cursor: store.Cursor) -> None:
        self._cursor = cursor

    def write(self, work: Callable[[store.Cursor], store.Answer]) -> store.Answer:
        return work(self._cursor)


def is_held(held: store.Store, identity: UUID) -> bool:
    """Whether anything is kept under this id in a file that still stands where it stood."""
    return held.write(lambda cursor: _is_held(cursor, identity), is_asked_for=False)


def _is_held(cursor: store.Cursor, identity: UUID) -> bool:
    terms = {"id": identity, "cell": _of_cell(identity, 0)}
    return bool(cursor.execute(store.sql("keep/held"), terms).fetchall())


def _whole(
    held: store.Store, what: str, place: str, work: Callable[[store.Cursor, Known], int]
) -> bool:
    """Whether `work` added rows: it and its entry in the change log are kept together or not."""

    def write(cursor: store.Cursor) -> bool:
        known = words_known(cursor)
        chosen(known, "Place", "place", place)
        added = work(cursor, known)
        if added:
            intake.record_change(cursor, f"record {what}", place, added)
        return added > 0

    return held.write(write)


def _keep(
    cursor: store.Cursor,
    table: str,
    identity: UUID,
    place: str,
    terms: Mapping[str, Any],
    recorded: bool = True,
) -> int:
    """How many rows were added: 1, or 0 where the id is held already."""
    moment = {"recorded_at": intake.kept_at(cursor)} if recorded else {}
    offered = {"id": identity, "place": place, **terms, **moment}
    [(added,)] = cursor.execute(store.sql(f"keep/typed_{table}"), offered).fetchall()
    return int(added)


def _keep_said(
    cursor: store.Cursor,
    table: str,
    identity: UUID,
    place: str,
    who: _Speaker,
    terms: Mapping[str, Any],
) -> int:
    """How many rows were added; with the first of an observer, the observer."""
    added = _keep(cursor, table, identity, place, {"observer": who.code, **terms})
    if added:
        observer = {
            "place": place, "code": who.code, "sector": who.sector,
            "organisation": who.organisation,
        }  # fmt: skip
        cursor.execute(store.sql("keep/typed_observer"), observer)
    return added


def _held_observer(cursor: store.Cursor, place: str, code: str) -> _Speaker | None:
    terms = {"place": place, "code": code}
    found = cursor.execute(store.sql("keep/typed_known_observer"), terms).fetchall()
    return _Speaker(*found[0]) if found else None


def _speaker(
    cursor: store.Cursor,
    known: Known,
    field: str,
    place: str,
    observer: str | None,
    sector: str | None,
    organisation: str | None,
) -> _Speaker:
    """Who speaks: a pseudonym held here keeps its spelling, its sector and its organisation."""
    code = " ".join(_needed(field, text_of(field, observer, PSEUDONYM)).split())
    if re.search(r"\S@\S", code):
        raise Refused(
            f"{field}: “{short(code)}” looks like an e-mail address, so use a pseudonym, such as "
            "a letter and a number."
        )
    if code == "unnamed" or code.startswith("unnamed:"):
        raise Refused(f"{field}: “{short(code)}” stands for nobody, so use a pseudonym.")
    offered = _Speaker(
        code,
        _code(known, "Sector", "sector", sector),
        text_of("Organisation", organisation, TITLE),
    )
    held = _held_observer(cursor, place, code)
    if held is None:
        return offered
    for name in ("sector", "organisation"):
        before, now = getattr(held, name), getattr(offered, name)
        if before and now and before != now:
            raise Refused(
                f"{name.capitalize()}: {held.code} has another one here, "
                "so leave it empty or use another pseudonym."
            )
    return _Speaker(held.code, offered.sector, offered.organisation)


# --- what is checked ----------------------------------------------------------------------------


def _needed(field: str, value: Any) -> Any:
    """The value, which must be there."""
    if value is None:
        raise Refused(f"{field}: this is still empty, so fill it in.")
    return value


def text_of(field: str, value: str | None, most: int) -> str | None:
    """The text without the space around it; None where nothing is left."""
    text = (value or "").strip()
    if len(text) > most:
        raise Refused(f"{field}: it has {len(text):,} characters, so shorten it to {most:,}.")
    return text or None


def _note(field: str, value: str | None) -> str | None:
    """The text without e-mail addresses, numbers and other identifiers that a pattern knows."""
    text = text_of(field, value, NOTE)
    return redaction.redacted(text) if text else None


def _code(known: Known, field: str, kind: str, value: str | None) -> str | None:
    """The code, which must be one of its vocabulary; None where nothing was chosen."""
    if value is None or value == "":
        return None
    if (kind, value) not in known:
        raise Refused(f"{field}: “{short(str(value))}” is not in the list, so choose from it.")
    return value


def chosen(known: Known, field: str, kind: str, value: str | None) -> str:
    """The code, which must be there and be one of its vocabulary."""
    code: str = _needed(field, _code(known, field, kind, value))
    return code


def _level(known: Known, field: str, scale: str, value: int | None) -> int | None:
    """The step, which must be one of its scale; None where nothing was chosen."""
    if value is None:
        return None
    if isinstance(value, bool) or _code(known, field, scale, str(value)) is None:
        raise Refused(f"{field}: “{value}” is not in the list, so choose from it.")
    return int(value)


def _consent(known: Known, value: int | None) -> int:
    chosen: int = _needed("Who may read it", _level(known, "Who may read it", "consent", value))
    return chosen


def _of_one_behaviour(said: Mapping[str, Any]) -> None:
    """Hold a view of what a block does to one behaviour to saying that, and no more."""
    _needed("What it does", said["effect"])
    whole = {
        "level": "How far along", "good_enough": "Good enough", "next_step": "One next step",
    }  # fmt: skip
    for field, label in whole.items():
        if said[field] is not None:
            raise Refused(f"{label}: it is said of the whole block, so leave out the behaviour.")


def _strength(field: str, value: float | str | None) -> float | None:
    """A number from 0 to 10, typed or chosen; None where nothing stands."""
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        return None
    typed = not isinstance(value, str) or re.fullmatch(r"[0-9]+(\.[0-9]*)?", value)
    if isinstance(value, bool) or not typed or not 0 <= float(value) <= 10:
        shown = short(value) if isinstance(value, str) else f"{value:g}"
        raise Refused(
            f"{field}: “{shown}” is not a number from 0 to 10, so change it or leave it empty."
        )
    return float(value)


def _day(field: str, value: date | None) -> date:
    """A day that is not in the future and not before the first that may be spoken of."""
    day: date = _needed(field, value)
    if day > date.today():
        raise Refused(f"{field}: {words.day(day)} is in the future, so choose today or before.")
    if day < EARLIEST:
        raise Refused(f"{field}: {words.day(day)} is before {EARLIEST.year}, so choose one later.")
    return day


def _planned(field: str, value: date | None) -> date | None:
    if value is not None and not EARLIEST <= value < LATEST_PLAN:
        raise Refused(f"{field}: choose a day from {EARLIEST.year} to {LATEST_PLAN.year - 1}.")
    return value


def _after(first: date, field: str, value: date | None) -> date | None:
    """A day that is planned for later than the first, or none."""
    if value is not None and value <= first:
        raise Refused(f"{field}: it is not after the day it was opened, so choose a later one.")
    return _planned(field, value)
