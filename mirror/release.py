"""What partners may see: cells that expose nobody, released into a file of their own.

A release is drafted, looked at, and only then published. Its file holds the cells that are shown,
the words for them, when and by which rules; no row of what anybody said, no observer, no hidden
count. The file of observations remembers what was shown, so that a later release tells nobody more
than both together may. Any error on the way releases nothing.

Partners are shown no test of change: it is about those alone who spoke twice, who may be too few
where a cell is not. Dots stand only in cells of one part over all time (of trust, over all time),
no two of which share a figure, so that none can be told by taking one cell's dots from another's.
Who may read a note is chosen for its words; the figures beside it count until they are taken back.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pandas as pd

from mirror import disclosure, honesty, intake, store, vocabulary, words
from mirror.disclosure import Cell, Key, Reason, Voice
from mirror.record import new_id
from mirror.store import Refused

#: By which rules a release is made: another number when a rule changes what is shown.
RULES = "1"
#: The axes of each lattice, by what its cells are about; each lattice is of one place and subject.
AXES = {"behaviours": ("part", "period"), "pace": ("period",), "infrastructure": ("level",)}
#: The top of each scale; how far along a block is counts people and has no middle.
TOPS = {"behaviours": 10.0, "pace": 5.0}
#: Below this share of the cells that are heard, it is told what would win cells back.
TOO_LITTLE = 0.4
#: How many merges are told at most, the one that wins most first.
MERGES = 3

REASONS: dict[Reason, str] = {
    "few": "too few people gave a figure",
    "organisation": "one organisation has all of them, or nearly",
    "total": "they could be told from a total",
    "audit": "they could be told from several others",
    "since": "too few new people spoke since they were last shown",
    "withdrawn": "somebody took back what they said since they were last shown",
}

_COLUMNS = (
    "place", "about", "subject", "part", "period", "level", "people", "state", "low", "high",
    "gap", "dots",
)  # fmt: skip
_WORDS = ("behaviour", "part", "block", "level")

Subject = tuple[str, str]
Merge = Callable[[Hashable], Hashable]


@dataclass(frozen=True)
class Draft:
    """What a release would show: its cells, what stays hidden and why, and what would win back."""

    moment: datetime
    #: How often the file had been written to: a draft goes out only while nothing came after it.
    version: int
    #: The fewest people of a cell, for each place.
    fewest: dict[str, int]
    #: A row a shown cell, with how much stands behind it.
    cells: pd.DataFrame
    #: For each place, how many hidden cells there are for each reason.
    hidden: dict[str, Counter[Reason]]
    #: Merges, each on top of those before, with the share of heard cells that could be read then.
    merges: list[tuple[str, float]] = field(default_factory=list)

    def shown(self, place: str) -> int:
        """How many cells of a place are shown."""
        return int((self.cells.place == place).sum())

    def share(self) -> float:
        """The share that is shown of all cells in which anybody is heard; 1 where nobody is."""
        heard = len(self.cells) + sum(counts.total() for counts in self.hidden.values())
        return len(self.cells) / heard if heard else 1.0


def draft(held: store.Store, places: Sequence[str] = (), sensitive: Sequence[str] = ()) -> Draft:
    """What a release of these places would show, or of all that are held; nothing is kept.

    In a `sensitive` place a cell needs more people.
    """
    version, moment = held.version, store.now()
    known = held.ask(store.sql("places")).code.tolist()
    chosen = list(dict.fromkeys(places)) or known
    for place in (*chosen, *sensitive):
        if place not in known:
            raise Refused(f"The place “{place}” is not held here.")
    for place in sensitive:
        if place not in chosen:
            raise Refused(f"The place “{place}” is sensitive but not released. Name it as well.")
    fewest = {
        place: disclosure.FEWEST_IF_SENSITIVE if place in sensitive else disclosure.FEWEST
        for place in chosen
    }
    rows, said = [], []
    hidden = dict[str, Counter[Reason]]()
    for place in chosen:
        voices = _voices(held, place, moment)
        said += [(about, spoken, fewest[place]) for (about, _), spoken in voices.items()]
        before = _Before(held, place)
        hidden[place] = Counter()
        for subject in sorted({*voices, *before.subjects}):
            shown, reasons = _of_subject(
                place, subject, voices.get(subject, []), before, fewest[place]
            )
            rows += [{"as_of": moment.date()} | row for row in shown]
            hidden[place].update(reasons)
    cells = pd.DataFrame(
        rows, columns=[*_COLUMNS, "reckoned_in", "as_of", "counted", "notes"], dtype=object
    )
    drafted = Draft(moment, version, fewest, cells, hidden)
    is_little = drafted.share() < TOO_LITTLE
    merges = list(_merges(held, said, drafted.share())) if is_little else []
    return replace(drafted, merges=merges)


def publish(held: store.Store, drafted: Draft, out: Path) -> UUID:
    """The id of the release that now stands in the file at `out`, and that the store remembers.

    A release that is there already is replaced; anything else is left, and refused. Where the file
    cannot be put there, nothing is remembered either.
    """
    _look_before_replacing(held, out)
    identity = new_id()

    def remember(cursor: store.Cursor) -> None:
        if held.version != drafted.version:
            raise Refused("Something was added or taken back meanwhile. Look at the release again.")
        cursor.execute(
            store.sql("release/keep"),
            {"id": identity, "released_at": drafted.moment, "rules": _rules(drafted)},
        )
        with _offered(cursor, "offered_cells", drafted.cells):
            cursor.execute(store.sql("release/keep_cells"), {"release": identity})
        intake.record_change(cursor, "release", str(identity), len(drafted.cells))

    try:
        with tempfile.TemporaryDirectory(dir=out.parent) as folder:
            made = Path(folder) / out.name
            tables = _words(held, drafted)
            store.make_apart(made, lambda cursor: _fill(cursor, identity, drafted, tables))
            held.write(remember)
            try:
                made.replace(out)
            except OSError:
                held.write(lambda cursor: _forget(cursor, identity))
                raise
    except OSError as fault:
        raise Refused(f"{out} cannot be written: {fault.strerror}.") from None
    return identity


def withdraw(held: store.Store, identity: str, file: Path | None = None) -> None:
    """Let a release stand no longer, and take its file away if it is this one.

    What it showed stays remembered, since somebody may have kept it.
    """
    if file is not None:
        opened = open_release(file)
        try:
            [is_of] = opened.ask("about").id
        finally:
            opened.close()
        if is_of != identity:
            raise Refused(f"{file.name} is another release. It was left as it is.")

    def work(cursor: store.Cursor) -> None:
        terms = {"id": identity, "withdrawn_at": store.now()}
        if not cursor.execute(store.sql("release/withdraw"), terms).fetchall():
            stand = held.ask(store.sql("release/listed")).id.tolist()
            others = f" These do: {words.listed(stand)}." if stand else ""
            raise Refused(f"There is no release “{identity}” that stands.{others}")
        intake.record_change(cursor, "withdraw release", identity, 1)

    held.write(work)
    if file is not None:
        try:
            file.unlink()
        except OSError as fault:
            raise Refused(
                f"The release is withdrawn. {file.name} cannot be taken away: {fault.strerror}."
            ) from None


class Release:
    """An open release, which is asked by the questions in queries/released."""

    def __init__(self, apart: store.Apart) -> None:
        self._apart = apart

    def ask(self, question: str, **terms: Hashable) -> pd.DataFrame:
        """The rows that answer queries/released/<question>.sql."""
        return self._apart.ask(store.sql(f"released/{question}"), terms)

    def close(self) -> None:
        """Close the file."""
        self._apart.close()


def open_release(path: Path) -> Release:
    """The release at `path`, read only, by a connection that reaches no other file."""
    apart = store.open_apart(path)
    try:
        found = set(apart.ask(store.sql("released/tables")).table_name)
        if found != {"release", "place", *_WORDS, "cell", "note"}:
            raise Refused(f"{path.name} is not a release. It was left as it is.")
    except BaseException:
        apart.close()
        raise
    return Release(apart)


def file_of(place: str) -> Path:
    """Where partners of a place read what was last released of it: a file for each place."""
    return store.data_path().parent / "releases" / f"release-{place}.duckdb"


def told(held: store.Store, drafted: Draft) -> list[str]:
    """What partners will see and what stays hidden, in a few plain lines for the steward."""
    titles = held.ask(store.sql("places")).set_index("code").title
    lines = []
    for place, counts in drafted.hidden.items():
        shown = drafted.shown(place)
        heard = words.counted(shown + counts.total(), "cell")
        lines.append(
            f"{titles[place]}: partners see {shown:,} of {heard} in which people spoke. "
            f"Each has at least {drafted.fewest[place]} people."
        )
        lines += [
            f"  {counts[reason]:,} hidden: {said}." for reason, said in REASONS.items()
            if counts[reason]
        ]  # fmt: skip
    if drafted.share() < TOO_LITTLE:
        lines.append(f"That is {drafted.share():.0%} of what was heard. This would win back most:")
        lines += [
            f"  {'and ' if number else ''}{said}: {share:.0%} could be read."
            for number, (said, share) in enumerate(drafted.merges)
        ]
        if not drafted.merges:
            lines[-1] = f"That is {drafted.share():.0%} of what was heard. No merge wins any back."
    return lines


# --- the lattices of a place ----------------------------------------------------------------------


def _voices(held: store.Store, place: str, moment: datetime) -> dict[Subject, list[Voice]]:
    """What people of a place had said with a figure at a moment, by what it is about."""
    table = held.ask(store.sql("release/voices"), {"place": place, "moment": moment})
    voices = defaultdict[Subject, list[Voice]](list)
    for row in table.itertuples():
        quarter = row.period.date()
        at, unknown = {
            "behaviours": ((row.part, quarter), (row.part, row.day, row.value)),
            "pace": ((quarter,), (row.day, row.value)),
            "infrastructure": ((int(row.value),), row.value),
        }[row.about]
        organisation = row.organisation if isinstance(row.organisation, str) else None
        voices[row.about, row.subject].append(
            Voice(row.observer, organisation, at, unknown, row.value, bool(row.is_taken_back))
        )
    return voices


def _of_subject(
    place: str, subject: Subject, voices: Sequence[Voice], before: _Before, fewest: int
) -> tuple[list[dict[str, Any]], list[Reason]]:
    """The rows of the cells that are shown of a subject, and why the others are hidden."""
    about = subject[0]
    cells = disclosure.lattice(voices)
    are_alike = about == "infrastructure" and _all_on_one_level(cells)
    if are_alike:
        cells = {(None,): cells[None,]}
    chosen, standing, barred = dict(cells), dict[Key, _Shown](), dict[Key, Reason]()
    for key, last in before.last(subject).items():
        follows = disclosure.republished(cells.get(key), last.cell, fewest, last.does_stand)
        if isinstance(follows, str):
            barred |= {key: follows} if key in cells else {}
        elif follows[1] and (key in cells or not are_alike):
            chosen[key], standing[key] = last.cell, last
    try:
        hidden = disclosure.protect(chosen, fewest, barred, before.seen(subject))
    except ValueError as fault:
        raise Refused("The audit could not be made, so nothing is released.") from fault
    rows = []
    for key, cell in chosen.items():
        if key in hidden:
            continue
        if key in standing:
            row = standing[key].row
            shown = {name: row[name] for name in (*_COLUMNS, "reckoned_in", "as_of")}
        else:
            figures = _figures(about, key, cell, are_alike, before.dotted(subject).get(key))
            shown = {"place": place, "about": about, "subject": subject[1], "reckoned_in": None}
            shown |= dict.fromkeys(("part", "period", "level"))
            shown |= dict(zip(AXES[about], key, strict=True)) | asdict(figures)
        rows.append(shown | {"counted": len(cell.people), "notes": len(cell.voices)})
    return rows, list(hidden.values())


def _all_on_one_level(cells: Mapping[Key, Cell]) -> bool:
    """Whether so few people all say the same of a block that only this may be said."""
    everybody = cells.get((None,))
    return (
        everybody is not None
        and len(cells) == 2
        and len(everybody.people) < disclosure.ENOUGH_FOR_DOTS
    )


def _figures(
    about: str, key: Key, cell: Cell, alike: bool, dotted: Cell | None
) -> disclosure.Figures:
    if about == "infrastructure":
        people = disclosure.band(len(cell.people))
        return disclosure.Figures(people, "alike" if alike else "count")
    is_over_all_time = key[-1] is None and (about == "pace" or key[0] is not None)
    is_new = dotted is None or (
        dotted.row == cell.row
        or len(dotted.people ^ cell.people) >= disclosure.ENOUGH_FOR_DOTS
    )  # fmt: skip
    return disclosure.figures(cell, TOPS[about], is_over_all_time and is_new)


@dataclass(frozen=True)
class _Shown:
    """A cell as it was last shown: its row, what stood behind it, whether its figures stand."""

    row: Mapping[str, Any]
    cell: Cell
    does_stand: bool


class _Before:
    """What was ever shown of a place, with what stood behind it, as far as that is still held."""

    def __init__(self, held: store.Store, place: str) -> None:
        self.subjects = set[Subject]()
        self._cells = defaultdict[Subject, dict[tuple[Key, str], Cell]](dict)
        self._last = defaultdict[Subject, dict[Key, Mapping[str, Any]]](dict)
        self._dotted = defaultdict[Subject, dict[Key, Cell]](dict)
        self._standing = set[tuple[Subject, Key, str]]()
        lattices = dict[str, dict[Subject, dict[Key, Cell]]]()
        for row in held.ask(store.sql("release/seen"), {"place": place}).to_dict("records"):
            row = {name: _plain(value) for name, value in row.items()}
            row |= {"as_of": row["reckoned_at"].date(), "reckoned_in": str(row["reckoned_in"])}
            subject = row["about"], row["subject"]
            row |= {"period": row["period"] and row["period"].date()}
            row |= {"level": row["level"] and int(row["level"])}
            key: Key = tuple(row[axis] for axis in AXES[row["about"]])
            then = row["reckoned_in"]
            if then not in lattices:
                lattices[then] = {
                    of: disclosure.lattice(voices)
                    for of, voices in _voices(held, place, row["reckoned_at"]).items()
                }
            cell = _whole(
                lattices[then].get(subject, {}).get(key, Cell(())), row["counted"], row["notes"],
                (key, then),
            )  # fmt: skip
            self.subjects.add(subject)
            self._cells[subject][key, then] = cell
            self._last[subject][key] = row
            if row["dots"] is not None:
                self._dotted[subject][key] = cell
            if row["does_stand"]:
                self._standing.add((subject, key, then))

    def last(self, subject: Subject) -> dict[Key, _Shown]:
        """Each cell of a subject that was shown, as it was last."""
        return {
            key: _Shown(
                row, self._cells[subject][key, row["reckoned_in"]],
                (subject, key, row["reckoned_in"]) in self._standing,
            )
            for key, row in self._last[subject].items()
        }  # fmt: skip

    def seen(self, subject: Subject) -> list[Cell]:
        """Every cell of a subject that was ever shown, once for each time it was reckoned anew."""
        return list(self._cells[subject].values())

    def dotted(self, subject: Subject) -> dict[Key, Cell]:
        """The cells of a subject that were last shown with dots."""
        return self._dotted[subject]


def _whole(cell: Cell, people: int, notes: int, of: Hashable) -> Cell:
    """The cell with somebody for each person, and at least one, of whom nothing is held any more.

    A file that is taken back whole leaves no row. What it said counts as taken back.
    """
    lost = max(people - len(cell.people), int(len(cell.voices) < notes))
    gone = (
        Voice(f"lost {place}", None, (), ("lost", of), 0.0, is_taken_back=True)
        for place in range(lost)
    )
    return Cell((*cell.voices, *gone))


def _plain(value: Any) -> Any:
    """What a table has in a cell, as the lattice has it: days as days, nothing as None."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if value is None or pd.isna(value):
        return None
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value


# --- what would win cells back --------------------------------------------------------------------


def _merges(
    held: store.Store, said: Sequence[tuple[str, list[Voice], int]], share: float
) -> Iterator[tuple[str, float]]:
    """The merges that win most cells back, each on top of those before, until enough is shown.

    Merges are of two parts, or of the quarters into half years; `share` is shown without any. They
    are chosen by what the rules before the audit would hide, and told by what all of them would.
    """
    titles = dict(held.ask(store.sql("part_words"), {"words": "plain"}).to_numpy().tolist())
    titles[""] = "Part not said"
    parts = sorted(
        {str(one.at[0]) for about, spoken, _ in said if about == "behaviours" for one in spoken}
    )
    heard = sum(len(disclosure.lattice(spoken)) for _, spoken, _ in said)
    offered: dict[tuple[str, ...], tuple[str, Merge]] = {(): ("period", _half_year)}
    offered |= {pair: ("part", _as_one(*pair)) for pair in combinations(parts, 2)}
    chosen: dict[str, list[Merge]] = {"part": [], "period": [], "level": []}

    def readable(axis: str, merge: Merge, audit: bool) -> int:
        tried = chosen | {axis: [*chosen[axis], merge]}
        return sum(
            disclosure.covered(
                spoken, [_one_after_the_other(tried[name]) for name in AXES[about]], fewest, audit
            )
            for about, spoken, fewest in said
        )

    while offered and share < TOO_LITTLE and sum(map(len, chosen.values())) < MERGES:
        pair = max(offered, key=lambda pair: readable(*offered[pair], audit=False))
        axis, merge = offered.pop(pair)
        before, share = share, readable(axis, merge, audit=True) / heard
        if share <= before:
            return
        chosen[axis].append(merge)
        # The second of two parts is no part of its own from here on.
        offered = {other: merge for other, merge in offered.items() if not {*pair[1:]} & {*other}}
        labels = [f"“{titles.get(part, part)}”" for part in pair]
        yield (
            (
                f"{words.listed(labels)} as one part"
                if pair
                else "Half years in the place of quarters"
            ),
            share,
        )


def _half_year(quarter: Hashable) -> Hashable:
    assert isinstance(quarter, date)
    return quarter.replace(month=1 if quarter.month < 7 else 7)


def _as_one(one: Hashable, other: Hashable) -> Merge:
    return lambda part: one if part == other else part


def _one_after_the_other(merges: Sequence[Merge]) -> Merge:
    def merged(place: Hashable) -> Hashable:
        for merge in merges:
            place = merge(place)
        return place

    return merged


# --- the file -------------------------------------------------------------------------------------


def _look_before_replacing(held: store.Store, out: Path) -> None:
    if out.resolve() == held.path.resolve():
        raise Refused(f"{out} is the file of observations itself. Choose another.")
    if not out.parent.is_dir():
        raise Refused(f"The folder {out.parent} is not there. Choose another.")
    if out.is_dir():
        raise Refused(f"{out} is a folder. A release needs a file.")
    if out.exists():
        open_release(out).close()


def _words(held: store.Store, drafted: Draft) -> dict[str, pd.DataFrame]:
    """The words that go out: those that everybody has, and those of the house's own that are shown.

    A word of the house's own may be anything, so it stays in where no shown cell speaks of it.
    """
    places = held.ask(store.sql("places"))
    tables = {
        "place": places[places.code.isin(list(drafted.fewest))].assign(
            fewest=lambda table: table.code.map(drafted.fewest)
        )
    }
    shown = {*drafted.cells.subject, *drafted.cells.part}
    for name, table in vocabulary.TABLES.items():
        if table in _WORDS:
            rows = held.ask(store.sql(f"release/{table}_words"))
            tables[table] = rows[rows.code.isin({*vocabulary.read(name).code, *shown})]
    return tables


def _fill(
    cursor: store.Cursor, identity: UUID, drafted: Draft, tables: Mapping[str, pd.DataFrame]
) -> None:
    cursor.execute(store.sql("released/begin"))
    terms = {
        "id": identity, "released_on": drafted.moment.date(), "rules": _rules(drafted),
        "purpose": words.PURPOSE,
    }  # fmt: skip
    cursor.execute(store.sql("released/put"), terms)
    for name, table in tables.items():
        with _offered(cursor, "offered_words", table):
            cursor.execute(store.sql(f"released/put_{name}"))
    with _offered(cursor, "offered_cells", drafted.cells):
        cursor.execute(store.sql("released/put_cells"))


@contextmanager
def _offered(cursor: store.Cursor, name: str, table: pd.DataFrame) -> Iterator[None]:
    """The rows of a table, as long as they are asked for."""
    cursor.register(name, table)
    yield
    cursor.unregister(name)


def _forget(cursor: store.Cursor, identity: UUID) -> None:
    for name in ("forget_cells", "forget"):
        cursor.execute(store.sql(f"release/{name}"), {"id": identity})
    intake.record_change(cursor, "release did not go out", str(identity), 0)


def _rules(drafted: Draft) -> str:
    """By which rules a release is made, of cells and of figures."""
    return f"release {RULES}, figures {honesty.RULES}"
