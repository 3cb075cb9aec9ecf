"""How finely a place is released: its parts or some of them as one, quarters or half years."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from mirror import disclosure, store, words
from mirror.disclosure import Key, Voice

#: Between the codes of parts that are shown as one; no code holds it.
_AND = "+"
#: What a merge is made of: two parts, or nothing where it is of the quarters.
Merge = tuple[str, ...]
HALF_YEARS: Merge = ()


def apart(code: str) -> list[str]:
    """The parts that are shown under one code."""
    return code.split(_AND)


class Span(NamedTuple):
    """A stretch of time by its first day: a quarter, or the half year that begins with one."""

    first: date
    months: int


@dataclass(frozen=True)
class Grain:
    """What is put together before a place is released, and whether a figure needs more people."""

    is_sensitive: bool = False
    half_years: bool = False
    together: tuple[tuple[str, ...], ...] = ()

    @property
    def fewest(self) -> int:
        """The fewest people of a cell."""
        return disclosure.FEWEST_IF_SENSITIVE if self.is_sensitive else disclosure.FEWEST

    @property
    def merges(self) -> list[Merge]:
        """What is put together, as it may be taken apart again."""
        return [*([HALF_YEARS] if self.half_years else []), *self.together]

    @property
    def months(self) -> int:
        """The months of a stretch of time."""
        return 6 if self.half_years else 3

    def part(self, code: str) -> str:
        """The code under which a part is shown: of all that are shown as one with it."""
        return next((_AND.join(group) for group in self.together if code in group), code)

    def leads(self, code: str) -> bool:
        """Whether a part stands for all that are shown as one with it."""
        return apart(self.part(code))[0] == code

    def span(self, quarter: date) -> Span:
        """The stretch of time under which a quarter is shown."""
        first = 1 + (quarter.month - 1) // self.months * self.months
        return Span(quarter.replace(month=first), self.months)

    def at(self, axes: Sequence[str], key: Key) -> Key:
        """The cell that holds one of parts and quarters as they were said."""
        return tuple(
            None if place is None else self._at(axis, place)
            for axis, place in zip(axes, key, strict=True)
        )

    def _at(self, axis: str, place: Hashable) -> Hashable:
        if axis == "part":
            return self.part(str(place))
        if axis == "period":
            assert isinstance(place, date)
            return self.span(place)
        return place

    def voices(self, axes: Sequence[str], said: Iterable[Voice]) -> list[Voice]:
        """What was said, each where it stands in this grain."""
        return [replace(voice, at=self.at(axes, voice.at)) for voice in said]

    def has(self, axes: Iterable[str], key: Key) -> bool:
        """Whether a cell may stand in this grain, and not only in a finer or a coarser one."""
        for axis, place in zip(axes, key, strict=True):
            if axis == "part" and place is not None:
                first, *_ = apart(str(place))
                if self.part(first) != place:
                    return False
            if isinstance(place, Span) and place.months != self.months:
                return False
        return True

    def put_together(self, merge: Merge) -> Grain:
        """The grain in which this is put together as well."""
        if merge == HALF_YEARS:
            return replace(self, half_years=True)
        mixed = {part for group in self.together if {*group} & {*merge} for part in group}
        others = [group for group in self.together if not {*group} & {*merge}]
        return replace(self, together=tuple(sorted([*others, tuple(sorted(mixed | {*merge}))])))

    def taken_apart(self, merge: Merge) -> Grain:
        """The grain in which this is not put together."""
        if merge == HALF_YEARS:
            return replace(self, half_years=False)
        return replace(self, together=tuple(group for group in self.together if group != merge))


def kept(held: store.Store, place: str) -> Grain:
    """The grain that was last chosen for a place."""
    chosen = held.ask(store.sql("release/grain"), {"place": place})
    return of_row(chosen.iloc[0]) if len(chosen) else Grain()


def of_row(row: Any) -> Grain:
    """The grain that a row of a table tells."""
    together = tuple(tuple(str(part) for part in group) for group in row.together)
    return Grain(bool(row.is_sensitive), bool(row.half_years), together)


def terms(grain: Grain) -> dict[str, object]:
    """The grain as a question binds it."""
    return {
        "is_sensitive": grain.is_sensitive, "half_years": grain.half_years,
        "together": [list(group) for group in grain.together],
    }  # fmt: skip


def choose(held: store.Store, place: str, grain: Grain) -> None:
    """Release a place so finely from now on."""
    if place not in held.ask(store.sql("places")).code.tolist():
        raise store.Refused(f"The place “{place}” is not held here.")
    if grain == kept(held, place):
        return
    asked = {"place": place, "chosen_at": store.now(), **terms(grain)}
    held.write(lambda cursor: cursor.execute(store.sql("release/choose_grain"), asked))


def label(titles: Mapping[str, str], merge: Merge) -> str:
    """What a merge is called, by the titles of the parts."""
    if merge == HALF_YEARS:
        return "Half years in the place of quarters"
    return f"{words.listed([f'“{titles.get(part, part)}”' for part in merge])} as one part"
