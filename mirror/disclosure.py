"""Which cells of a lattice may be shown so that nobody can be worked out, and how coarsely.

A cell is a place on each axis of its lattice, or None for all of that axis. Whoever is to be kept
out knows who spoke where, and has kept every cell that was ever shown, exactly; what they lack is
what anybody said. So a cell is a row over people, and what such rows add up to can be worked out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Any, Literal

import numpy as np

from mirror import honesty

#: The fewest people of a cell that is shown, never fewer; and where a place is sensitive.
FEWEST, FEWEST_IF_SENSITIVE = 5, 8
#: The largest share of its people that one organisation may hold.
LARGEST_SHARE = 0.8
#: From this many people on a cell may tell how far people differ, and show a dot for each.
ENOUGH_FOR_DOTS = 10
#: How close to 1 the share of a group in what cells add up to has to come to be all of it.
_ALL = 1 - 1e-7
#: How many groups are looked into before a lattice is taken not to be safe.
_PATIENCE = 2000

Key = tuple[Hashable | None, ...]
Reason = Literal["few", "organisation", "total", "audit", "since", "withdrawn"]
Band = Literal["5–9", "10–19", "20+"]
Row = Mapping[tuple[str, Hashable], float]
Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Voice:
    """One figure that a person gave, where it stands on the lattice, and which of theirs it is.

    Figures of one person that share an `unknown` are the same to whoever would work them out.
    """

    person: str
    organisation: str | None
    at: Key
    unknown: Hashable
    value: float
    is_taken_back: bool = False


@dataclass(frozen=True)
class Cell:
    """All that was said with a figure in one cell."""

    voices: tuple[Voice, ...]

    @cached_property
    def people(self) -> frozenset[str]:
        """Whoever gave a figure: the cell says nothing of who spoke without one."""
        return frozenset(voice.person for voice in self.voices)

    @cached_property
    def votes(self) -> dict[str, float]:
        """One figure a person: the mean of theirs."""
        said = defaultdict[str, list[float]](list)
        for voice in self.voices:
            said[voice.person].append(voice.value)
        return {person: sum(values) / len(values) for person, values in sorted(said.items())}

    @cached_property
    def row(self) -> Row:
        """How much each figure of each person weighs in the mean of the cell."""
        said = Counter(voice.person for voice in self.voices)
        weights = defaultdict[tuple[str, Hashable], float](float)
        for voice in self.voices:
            weights[voice.person, voice.unknown] += 1 / said[voice.person] / len(said)
        return weights


@dataclass(frozen=True)
class Figures:
    """What is shown of a cell: people as a band, the rest to the half point or not at all."""

    people: Band
    state: Literal["range", "split", "alike", "count"]
    low: float | None = None
    high: float | None = None
    gap: float | None = None
    dots: list[float] | None = None


def lattice(voices: Iterable[Voice]) -> dict[Key, Cell]:
    """Every cell in which anybody gave a figure."""
    found = defaultdict[Key, list[Voice]](list)
    for voice in voices:
        for key in product(*((coordinate, None) for coordinate in voice.at)):
            found[key].append(voice)
    return {key: Cell(tuple(said)) for key, said in found.items()}


def unfit(cell: Cell, fewest: int) -> Reason | None:
    """Why a cell may not be shown by itself: too few people, or one organisation has nearly all.

    People whose organisation nobody said may all be of the largest one, so they are counted to it:
    they never make a second organisation, and a cell of nobody else is hidden.
    """
    if len(cell.people) < max(fewest, FEWEST):
        return "few"
    of = {voice.person: voice.organisation for voice in cell.voices}
    sizes = Counter(organisation for organisation in of.values() if organisation)
    unsaid = len(of) - sizes.total()
    largest = max(sizes.values(), default=0) + unsaid
    return "organisation" if largest > LARGEST_SHARE * len(of) else None


def republished(
    now: Cell | None, then: Cell, fewest: int, does_stand: bool
) -> tuple[Cell, bool] | Reason:
    """The cell that may follow one shown before, and whether it is the one from then; or why none.

    It is reckoned anew from so many new people on, or where nothing changed; until then the figures
    from then stand, if their release does. What somebody took back outranks this: then the cell is
    reckoned anew if so many people came or went that nobody can be told from the difference.
    """
    people = now.people if now else frozenset()
    fewest = max(fewest, FEWEST)
    if any(voice.is_taken_back for voice in then.voices):
        if now and len(people ^ then.people) >= fewest:
            return now, False
        return "withdrawn"
    if now and (now.row == then.row or len(people - then.people) >= fewest):
        return now, False
    return (then, True) if does_stand else "since"


def protect(
    cells: Mapping[Key, Cell],
    fewest: int,
    barred: Mapping[Key, Reason] | None = None,
    seen: Sequence[Cell] = (),
    audit: bool = True,
) -> dict[Key, Reason]:
    """The cells that must be hidden, each with the reason, so that all others may be shown.

    `barred` are hidden whatever they hold. `seen` are cells that were shown before and are kept by
    whoever saw them. Without the audit it is only told what the rules before it hide.
    """
    fewest = max(fewest, FEWEST)
    hidden = {key: reason for key, cell in cells.items() if (reason := unfit(cell, fewest))}
    hidden |= barred or {}
    families = _families(cells)
    while True:
        _hide_under_totals(cells, hidden, families, fewest)
        shown = [key for key in cells if key not in hidden]
        if not audit or not (involved := _worked_out(cells, shown, fewest, seen)):
            return hidden
        hidden[min(involved, key=lambda key: _size(key, cells[key]))] = "audit"


def _size(key: Key, cell: Cell) -> tuple[int, int, str]:
    """By which the smallest cell is found: its people, then how fine it is, then its name."""
    return len(cell.people), -sum(place is not None for place in key), repr(key)


def _families(cells: Collection[Key]) -> dict[Key, list[list[Key]]]:
    """Under each total, axis by axis, the cells that make it up."""
    found = defaultdict[tuple[Key, int], list[Key]](list)
    for key in cells:
        for axis, place in enumerate(key):
            if place is not None:
                found[(*key[:axis], None, *key[axis + 1 :]), axis].append(key)
    families = defaultdict[Key, list[list[Key]]](list)
    for (total, _), children in found.items():
        if total in cells:
            families[total].append(children)
    return families


def _hide_under_totals(
    cells: Mapping[Key, Cell],
    hidden: dict[Key, Reason],
    families: Mapping[Key, list[list[Key]]],
    fewest: int,
) -> None:
    """Hide until what is hidden under each shown total is two cells and enough people, or none."""
    is_done = False
    while not is_done:
        is_done = True
        for total, family in families.items():
            for children in family:
                gone = [key for key in children if key in hidden]
                if total in hidden or not gone:
                    continue
                people = frozenset[str]().union(*(cells[key].people for key in gone))
                if len(gone) >= 2 and len(people) >= fewest:
                    continue
                left = [key for key in children if key not in hidden]
                hidden[min(left, key=lambda key: _size(key, cells[key]), default=total)] = "total"
                is_done = False


def _worked_out(
    cells: Mapping[Key, Cell], shown: Sequence[Key], fewest: int, seen: Sequence[Cell]
) -> list[Key]:
    """The shown cells from which a group too small can be worked out; none if there is no such.

    What was seen before is reckoned with at the least number of people: by what a place demands
    now it may be too much already, which nothing can take back.
    """
    organisations = defaultdict[str, set[str]](set)
    for cell in (*cells.values(), *seen):
        for voice in cell.voices:
            if voice.organisation:
                organisations[voice.organisation].add(voice.person)
    groups = list(organisations.values())
    rows = [cells[key].row for key in shown]
    weights = exposing(rows, fewest, groups)
    if weights is None and seen:
        weights = exposing([*rows, *(cell.row for cell in seen)], FEWEST, groups)
    if weights is None:
        return []
    taking_part = np.abs(weights[: len(shown)]) > 1e-6 * np.abs(weights).max()
    # Cells seen before that expose by themselves: nothing beside them is known to be safe.
    return [key for key, is_part in zip(shown, taking_part, strict=True) if is_part] or list(shown)


def exposing(
    rows: Sequence[Row], fewest: int, organisations: Iterable[Collection[str]] = ()
) -> Array | None:
    """How much of each row adds up to something about fewer people, or one organisation, alone.

    None if no rows do. The rows span what can be worked out of them (singular values); a group is
    exposed where, of that, something rests on nobody else. That is so where all others, without
    the group, span less. All ones where the search was given up, since then nothing is known.
    """
    rows = [row for row in rows if row]
    if not rows:
        return None
    columns = sorted({column for row in rows for column in row}, key=repr)
    at = {column: place for place, column in enumerate(columns)}
    table = np.zeros((len(rows), len(columns)))
    for line, row in zip(table, rows, strict=True):
        for column, weight in row.items():
            line[at[column]] = weight
    lengths = np.linalg.norm(table, axis=1)
    left, sizes, basis = np.linalg.svd(table / lengths[:, None], full_matrices=False)
    rank = int((sizes > 1e-8 * max(table.shape) * sizes[0]).sum())
    left, sizes, basis = left[:, :rank], sizes[:rank], basis[:rank]
    people = sorted({person for person, _ in columns})
    number = {person: place for place, person in enumerate(people)}
    owners = np.array([number[person] for person, _ in columns])
    try:
        small = _Search(basis, owners).group(fewest - 1)
    except TimeoutError:
        return np.ones(len(rows))
    groups = [[number[person] for person in group if person in number] for group in organisations]
    for group in groups if small is None else [small]:
        columns_of_group = basis[:, np.isin(owners, group)]
        shares, ways = np.linalg.eigh(columns_of_group @ columns_of_group.T)
        if small is not None or shares[-1] > _ALL:
            weights: Array = left @ (ways[:, -1] / sizes) / lengths
            return weights
    return None


class _Search:
    """The search for a small group of people without whom all others span less.

    Such a group has somebody in every set of people that spans everything. So sets are taken out
    one after the other; where there are more of them than the group may have people, there is no
    such group, and otherwise it has one of the people of the smallest set.
    """

    def __init__(self, basis: Array, owners: Array) -> None:
        self._basis = basis
        self._columns = [np.flatnonzero(owners == person) for person in range(owners.max() + 1)]
        self._owners = owners
        self._steps = 0

    def group(self, most: int) -> list[int] | None:
        """The people of such a group of at most so many; None if there is none.

        Raises TimeoutError where it would take too long to know.
        """
        return self._group(self._basis, frozenset(range(len(self._columns))), most)

    def _group(self, basis: Array, others: frozenset[int], most: int) -> list[int] | None:
        self._steps += 1
        if self._steps > _PATIENCE:
            raise TimeoutError
        left, sets = others, list[list[int]]()
        while len(sets) <= most:
            spanning = self._spanning(basis, left)
            if spanning is None:
                break
            sets.append(spanning)
            left = left - frozenset(spanning)
        if not sets:
            return []
        if len(sets) > most:
            return None
        for person in min(sets, key=len):
            found = self._group(basis, others - {person}, most - 1)
            if found is not None:
                return [person, *found]
            # Nobody's group from here on: what this person spans is spanned whoever is left out.
            basis = _without(basis, basis[:, self._columns[person]])
            others = others - {person}
        return None

    def _spanning(self, basis: Array, people: frozenset[int]) -> list[int] | None:
        """People of these who span everything, those first who span most; None if they do not."""
        is_left = np.isin(self._owners, list(people))
        rest, chosen = basis[:, is_left], list[int]()
        owners = self._owners[is_left]
        while len(rest):
            weight = np.bincount(owners, weights=(rest**2).sum(axis=0), minlength=1)
            person = int(weight.argmax()) if len(weight) else 0
            smaller = _without(rest, rest[:, owners == person])
            if len(smaller) == len(rest):
                return None
            rest = smaller
            chosen.append(person)
        return chosen


def _without(basis: Array, columns: Array) -> Array:
    """The basis less all that these of its columns span, in as many rows as are left."""
    if not columns.size:
        return basis
    ways, sizes, _ = np.linalg.svd(columns, full_matrices=True)
    rank = int((sizes**2 > 1 - _ALL).sum())
    rest: Array = ways[:, rank:].T @ basis
    return rest


def figures(cell: Cell, top: float, may_have_dots: bool) -> Figures:
    """What may be shown of how strongly people noticed something, on a scale from 0 to `top`.

    Below ten people neither that views differ much nor that they all lie low, between or high:
    then only that they were alike.
    """
    votes = list(cell.votes.values())
    people = band(len(votes))
    is_large = len(votes) >= ENOUGH_FOR_DOTS
    if not is_large and len({honesty.shade(vote, 3, top) for vote in votes}) == 1:
        return Figures(people, "alike")
    gap = honesty.gap(votes) if is_large else None
    dots = sorted(map(halves, votes)) if is_large and may_have_dots else None
    state = honesty.state(len(votes), len(votes), gap)
    shown = None if gap is None else halves(gap)
    if state == "split":
        return Figures(people, "split", gap=shown, dots=dots)
    drawn = honesty.interval(votes, top=top)
    return Figures(people, "range", halves(drawn.low), halves(drawn.high), shown, dots)


def band(people: int) -> Band:
    """So many people as partners read it; refuses fewer than are ever shown."""
    if people < FEWEST:
        raise ValueError("So few people are not shown.")
    return "5–9" if people < 10 else "10–19" if people < 20 else "20+"


def halves(value: float) -> float:
    """A figure to the half point."""
    return round(value * 2) / 2


def covered(
    voices: Collection[Voice], merged: Callable[[Key], Key], fewest: int, audit: bool = True
) -> int:
    """How many of the cells that are heard now could be read, were places on their axes merged.

    A cell can be read where the cell that holds it after the merge is shown.
    """
    cells = lattice(replace(one, at=merged(one.at)) for one in voices)
    hidden = protect(cells, fewest, audit=audit)
    return sum(merged(key) not in hidden for key in lattice(voices))
