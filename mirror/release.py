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

import shutil
import threading
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pandas as pd

from mirror import access, disclosure, grain, honesty, intake, passing, store, vocabulary, words
from mirror.disclosure import Cell, Key, Reason, Voice
from mirror.grain import Grain, Merge, Span
from mirror.record import new_id
from mirror.store import Refused

#: By which rules a release is made: another number when a rule changes what is shown.
RULES = "2"
#: The axes of each lattice, by what its cells are about; each lattice is of one place and subject.
AXES = {"behaviours": ("part", "period"), "pace": ("period",), "infrastructure": ("level",)}
#: The top of each scale; how far along a block is counts people and has no middle.
TOPS = {"behaviours": 10.0, "pace": 5.0}
#: What a part is called where nobody said which it was.
NOT_SAID = "Part not said"
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

_WHERE = ("place", "about", "subject", "part", "period", "months", "level")
_COLUMNS = (*_WHERE, "people", "state", "low", "high", "gap", "dots")
_WORDS = ("behaviour", "part", "block", "level")
#: What the folder is called in which a release is made, by its id.
_BY_ID = "????????-????-7???-????-????????????/"

#: One release at a time, until it is closed: DuckDB gives whoever opens a file that is open what it
#: was, even where another stands by now, and Windows neither replaces nor removes it.
_at_one = threading.RLock()

Subject = tuple[str, str]


@dataclass(frozen=True)
class Draft:
    """What a release would show: its cells, what stays hidden and why, and what would win back."""

    moment: datetime
    #: How often the file had been written to: a draft goes out only while nothing came after it.
    version: int
    #: How finely each place is shown.
    grains: dict[str, Grain]
    #: A row a shown cell, with how much stands behind it.
    cells: pd.DataFrame
    #: A row a hidden cell, with the reason.
    hidden: pd.DataFrame
    #: The notes that a person passed, and that enough people stand behind.
    notes: pd.DataFrame
    #: For each place, how many of its cells in which anybody is heard can be read, and how many
    #: there are: of parts and quarters as they were said, whatever is shown as one.
    readable: dict[str, tuple[int, int]]
    #: For each place of which too little can be read, merges, each on top of those before, and the
    #: share that could be read then.
    merges: dict[str, list[tuple[Merge, float]]] = field(default_factory=dict)

    def shown(self, place: str) -> int:
        """How many cells of a place are shown."""
        return int((self.cells.place == place).sum())

    def reasons(self, place: str) -> Counter[Reason]:
        """How many cells of a place are hidden for each reason."""
        return Counter(self.hidden[self.hidden.place == place].reason)

    def share(self, place: str) -> float:
        """The share that can be read of the cells of a place in which anybody is heard, or 1."""
        read, heard = self.readable[place]
        return read / heard if heard else 1.0


def draft(held: store.Store, places: Sequence[str] = ()) -> Draft:
    """What a release of these places would show, or of all that are held; nothing is kept."""
    version = held.version
    reckoned = held.ask(store.sql("release/moment"), {"now": store.now()})
    moment = reckoned.moment[0].to_pydatetime()
    known = held.ask(store.sql("places")).code.tolist()
    chosen = list(dict.fromkeys(places)) or known
    for place in chosen:
        if place not in known:
            raise Refused(f"The place “{place}” is not held here.")
    grains = {place: grain.kept(held, place) for place in chosen}
    rows, hidden, said = [], [], dict[str, dict[Subject, list[Voice]]]()
    readable = dict[str, tuple[int, int]]()
    for place, finely in grains.items():
        said[place] = _voices(held, place, moment)
        before = _Before(held, place, finely)
        read = heard = 0
        for subject in sorted({*said[place], *before.subjects}):
            axes, spoken = AXES[subject[0]], said[place].get(subject, [])
            shown, gone = _of_subject(
                place, subject, finely.voices(axes, spoken), before, finely.fewest
            )
            rows += [{"as_of": moment.date()} | row for row in shown.values()]
            hidden += gone
            cells = disclosure.lattice(spoken)
            heard += len(cells)
            read += sum(finely.at(axes, key) in shown for key in cells)
        readable[place] = read, heard
    drafted = Draft(
        moment, version, grains,
        pd.DataFrame(
            rows, columns=[*_COLUMNS, "reckoned_in", "as_of", "counted", "notes"], dtype=object
        ),
        pd.DataFrame(hidden, columns=[*_WHERE, "reason"], dtype=object),
        passing.to_release(held, grains), readable,
    )  # fmt: skip
    merges = {
        place: list(_merges(said[place], grains[place], drafted.share(place)))
        for place in chosen
        if drafted.share(place) < TOO_LITTLE
    }
    return replace(drafted, merges=merges)


def publish(held: store.Store, drafted: Draft, out: Path) -> UUID:
    """The id of the release that now stands in the file at `out`, and that the store remembers.

    A release that is there already is replaced, and so is whatever stands where the house itself
    puts them; anything else is left, and refused. Where the file cannot be put there, nothing is
    remembered either.
    """
    _may_go_out(drafted)
    identity = new_id()

    def remember(cursor: store.Cursor) -> None:
        if held.version != drafted.version:
            raise Refused("Something was added or taken back meanwhile. Look at the release again.")
        cursor.execute(
            store.sql("release/keep"),
            {"id": identity, "released_at": drafted.moment, "rules": _rules(drafted)},
        )
        for place, finely in drafted.grains.items():
            terms = {"release": identity, "place": place, **grain.terms(finely)}
            cursor.execute(store.sql("release/keep_place"), terms)
        with _offered(cursor, "offered_cells", drafted.cells):
            cursor.execute(store.sql("release/keep_cells"), {"release": identity})
        intake.record_change(cursor, "release", str(identity), len(drafted.cells))

    with _made(held, identity, drafted, out) as made:
        held.write(remember)
        try:
            with _at_one:
                made.replace(out)
        except OSError:
            held.write(lambda cursor: _forget(cursor, identity))
            raise
    return identity


def let_see(held: store.Store, drafted: Draft, out: Path) -> None:
    """Put a draft into a file at `out` that can be looked at as a release can; nobody is told."""
    _may_go_out(drafted)
    with _made(held, new_id(), drafted, out) as made, _at_one:
        made.replace(out)


def _may_go_out(drafted: Draft) -> None:
    """Nothing, where whoever is here may release every place of a draft, now and not when drawn."""
    for place in drafted.grains:
        access.needed("release", place)


@contextmanager
def _made(held: store.Store, identity: UUID, drafted: Draft, out: Path) -> Iterator[Path]:
    """The file of a release, beside where it is to stand, until the end of the block."""
    try:
        if out.parent == _folder():
            out.parent.mkdir(exist_ok=True)
        _look_before_replacing(held, drafted, out)
        # By the name of the folder `finish` knows what is to become of a file that is left in it.
        folder = out.parent / str(identity)
        folder.mkdir()
        try:
            made = folder / out.name
            tables = _words(held, drafted)
            store.make_apart(made, lambda cursor: _fill(cursor, identity, drafted, tables))
            yield made
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as fault:
        raise Refused(f"{out} cannot be written: {fault.strerror}.") from None


def finish(held: store.Store) -> None:
    """Nothing: what a kill cut short is done, so that partners read what is remembered as released.

    A file that was made and is remembered is put there; any other was never out, and is removed,
    as is one of a release that was withdrawn.
    """
    stand = set(held.ask(store.sql("release/listed")).id)
    try:
        for made in sorted(_folder().glob(_BY_ID)):
            if made.name in stand:
                for file in made.glob("*.duckdb"):
                    file.replace(_folder() / file.name)
            shutil.rmtree(made)
        is_any = len(held.ask(store.sql("release/withdrawn"))) > 0
        for out in sorted(_folder().glob("release-*.duckdb")) if is_any else ():
            with suppress(Refused), _at_one:
                if _is_over(held, out):
                    out.unlink()
    except OSError as fault:
        raise Refused(f"The releases cannot be put in order: {fault.strerror}.") from None


def withdraw(held: store.Store, identity: str, file: Path | None = None) -> None:
    """Let a release stand no longer, and take its file away where partners read it.

    That is `file`, if it is this release, and otherwise the file of each of its places. What it
    showed stays remembered, since somebody may have kept it.
    """
    if file is not None and _is_in(file) != identity:
        raise Refused(f"{file.name} is another release. It was left as it is.")

    def work(cursor: store.Cursor) -> list[str]:
        terms = {"id": identity, "withdrawn_at": store.now()}
        if not cursor.execute(store.sql("release/withdraw"), terms).fetchall():
            stand = held.ask(store.sql("release/listed")).id.tolist()
            others = f" These do: {words.listed(stand)}." if stand else ""
            raise Refused(f"There is no release “{identity}” that stands.{others}")
        intake.record_change(cursor, "withdraw release", identity, 1)
        return [
            row[0] for row in cursor.execute(store.sql("release/of"), {"id": identity}).fetchall()
        ]

    places = held.write(work)
    try:
        for one in [file] if file else filter(Path.exists, map(file_of, places)):
            with _at_one:
                if file or _is_over(held, one):
                    one.unlink()
    except OSError as fault:
        raise Refused(
            f"The release is withdrawn. {one.name} cannot be taken away: {fault.strerror}."
        ) from None
    except Refused as refusal:
        raise Refused(f"The release is withdrawn. Its file is not taken away: {refusal}") from None


def _is_over(held: store.Store, file: Path) -> bool:
    """Whether a file where partners read is of a release that was withdrawn.

    One in which none can be read is so where all of its place were.
    """
    try:
        return _is_in(file) in set(held.ask(store.sql("release/withdrawn")).id)
    except (NoRelease, store.Damaged):
        return file in map(file_of, held.ask(store.sql("release/over")).place)


def _is_in(file: Path) -> str:
    """The id of the release that a file holds."""
    opened = open_release(file)
    try:
        return str(opened.ask("about").id[0])
    finally:
        opened.close()


class NoRelease(Refused):
    """A file in which no release can be read, whatever else it holds."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is not a release. It was left as it is.")


class Release:
    """An open release, which is asked by the questions in queries/released."""

    def __init__(self, apart: store.Apart) -> None:
        self._apart = apart

    def ask(self, question: str, **terms: Hashable) -> pd.DataFrame:
        """The rows that answer queries/released/<question>.sql."""
        return self._apart.ask(store.sql(f"released/{question}"), terms)

    def close(self) -> None:
        """Close the file, and let the next be opened."""
        self._apart.close()
        _at_one.release()


def open_release(path: Path) -> Release:
    """The release at `path`, read only, by a connection that reaches no other file.

    Waits until no other is open. Raises NoRelease where it is none, or damaged.
    """
    _at_one.acquire()
    try:
        return Release(_opened(path))
    except BaseException:
        _at_one.release()
        raise


def _opened(path: Path) -> store.Apart:
    try:
        apart = store.open_apart(path)
    except (store.Damaged, store.Foreign):
        raise NoRelease(path) from None
    try:
        found = set(apart.ask(store.sql("released/tables")).table_name)
        if found != {"release", "place", *_WORDS, "cell", "note"}:
            raise NoRelease(path)
    except BaseException:
        apart.close()
        raise
    return apart


def file_of(place: str) -> Path:
    """Where partners of a place read what was last released of it: a file for each place."""
    return _folder() / f"release-{place}.duckdb"


def draft_of(place: str) -> Path:
    """Where whoever releases a place looks at the draft as partners would."""
    return _folder() / f"draft-{place}.duckdb"


def _folder() -> Path:
    """The folder of the files that partners read, beside the file of observations."""
    return store.data_path().parent / "releases"


def told(held: store.Store, drafted: Draft) -> list[str]:
    """What partners will see and what stays hidden, in a few plain lines for the steward."""
    titles = held.ask(store.sql("places")).set_index("code").title
    parts = part_titles(held)
    lines = []
    for place, finely in drafted.grains.items():
        reasons = drafted.reasons(place)
        heard = words.counted(drafted.shown(place) + reasons.total(), "cell")
        lines.append(
            f"{titles[place]}: partners see {drafted.shown(place):,} of {heard} in which people "
            f"spoke. Each has at least {finely.fewest} people."
        )
        lines += [f"  {grain.label(parts, merge)}." for merge in finely.merges]
        lines += [
            f"  {reasons[reason]:,} hidden: {said}." for reason, said in REASONS.items()
            if reasons[reason]
        ]  # fmt: skip
        read = f"  {drafted.share(place):.0%} of what was heard can be read."
        won = drafted.merges.get(place)
        if won is None:
            lines.append(read)
            continue
        lines.append(f"{read} {'This would win back most:' if won else 'No merge wins any back.'}")
        lines += [
            f"  {'and ' if number else ''}{grain.label(parts, merge)}: {share:.0%} could be read."
            for number, (merge, share) in enumerate(won)
        ]
    return lines


def part_titles(held: store.Store) -> dict[str, str]:
    """What each part is called, also the one that nobody said."""
    titles = dict(held.ask(store.sql("part_words"), {"words": "plain"}).to_numpy().tolist())
    return titles | {"": NOT_SAID}


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
) -> tuple[dict[Key, dict[str, Any]], list[dict[str, Any]]]:
    """The row of each cell that is shown of a subject; the rows of the hidden ones, and why."""
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
    rows, gone = dict[Key, dict[str, Any]](), []
    for key, cell in chosen.items():
        where = {"place": place, "about": about, "subject": subject[1], **_told_of(about, key)}
        if key in hidden:
            gone.append(where | {"reason": hidden[key]})
            continue
        if key in standing:
            row = standing[key].row
            shown = {name: row[name] for name in (*_COLUMNS, "reckoned_in", "as_of")}
        else:
            figures = _figures(about, key, cell, are_alike, before.dotted(subject))
            shown = where | {"reckoned_in": None} | asdict(figures)
        rows[key] = shown | {"counted": len(cell.people), "notes": len(cell.voices)}
    return rows, gone


def _told_of(about: str, key: Key) -> dict[str, Any]:
    """Where a cell stands, as the columns of a row say it."""
    at = dict.fromkeys(("part", "period", "level")) | dict(zip(AXES[about], key, strict=True))
    first, months = at["period"] if isinstance(at["period"], Span) else (None, None)
    return at | {"period": first, "months": months}


def _all_on_one_level(cells: Mapping[Key, Cell]) -> bool:
    """Whether so few people all say the same of a block that only this may be said."""
    everybody = cells.get((None,))
    return (
        everybody is not None
        and len(cells) == 2
        and len(everybody.people) < disclosure.ENOUGH_FOR_DOTS
    )


def _figures(
    about: str, key: Key, cell: Cell, alike: bool, dotted: Sequence[Cell]
) -> disclosure.Figures:
    if about == "infrastructure":
        people = disclosure.band(len(cell.people))
        return disclosure.Figures(people, "alike" if alike else "count")
    is_over_all_time = key[-1] is None and (about == "pace" or key[0] is not None)
    # Dots that were shown before can be taken from these: what is left has to be enough people.
    is_told_apart = any(then.row == cell.row for then in dotted) or all(
        then.row.keys().isdisjoint(cell.row)
        or len(then.people ^ cell.people) >= disclosure.ENOUGH_FOR_DOTS
        for then in dotted
    )
    return disclosure.figures(cell, TOPS[about], is_over_all_time and is_told_apart)


@dataclass(frozen=True)
class _Shown:
    """A cell as it was last shown: its row, what stood behind it, whether its figures stand."""

    row: Mapping[str, Any]
    cell: Cell
    does_stand: bool


class _Before:
    """What was ever shown of a place, with what stood behind it, as far as that is still held."""

    def __init__(self, held: store.Store, place: str, finely: Grain) -> None:
        self.subjects = set[Subject]()
        self._cells = defaultdict[Subject, dict[tuple[Key, str], Cell]](dict)
        self._last = defaultdict[Subject, dict[Key, Mapping[str, Any]]](dict)
        self._dotted = defaultdict[Subject, list[Cell]](list)
        self._standing = set[tuple[Subject, Key, str]]()
        grains = {
            row.release: grain.of_row(row)
            for row in held.ask(store.sql("release/grains"), {"place": place}).itertuples()
        }
        lattices = dict[str, dict[Subject, dict[Key, Cell]]]()
        for row in held.ask(store.sql("release/seen"), {"place": place}).to_dict("records"):
            row = {name: _plain(value) for name, value in row.items()}
            row |= {"as_of": row["reckoned_at"].date(), "reckoned_in": str(row["reckoned_in"])}
            then = row["reckoned_in"]
            finely_then = grains[then]
            subject = row["about"], row["subject"]
            row |= {"period": row["period"] and row["period"].date()}
            row |= {"months": row["period"] and finely_then.months}
            row |= {"level": row["level"] and int(row["level"])}
            at = row | {"period": row["period"] and Span(row["period"], row["months"])}
            key: Key = tuple(at[axis] for axis in AXES[row["about"]])
            if then not in lattices:
                lattices[then] = {
                    of: disclosure.lattice(finely_then.voices(AXES[of[0]], voices))
                    for of, voices in _voices(held, place, row["reckoned_at"]).items()
                }
            cell = _whole(
                lattices[then].get(subject, {}).get(key, Cell(())), row["counted"], row["notes"],
                (key, then),
            )  # fmt: skip
            self.subjects.add(subject)
            self._cells[subject][key, then] = cell
            # A cell of another grain stands no longer, though whoever saw it may have kept it.
            if finely.has(AXES[row["about"]], key):
                self._last[subject][key] = row
            if row["dots"] is not None:
                self._dotted[subject].append(cell)
            if row["does_stand"]:
                self._standing.add((subject, key, then))

    def last(self, subject: Subject) -> dict[Key, _Shown]:
        """Each cell of a subject that was shown and may be again, as it was last."""
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

    def dotted(self, subject: Subject) -> list[Cell]:
        """The cells of a subject that were ever shown with dots."""
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
    said: Mapping[Subject, list[Voice]], finely: Grain, share: float
) -> Iterator[tuple[Merge, float]]:
    """The merges that win most cells back, each on top of those before, until enough is shown.

    They are chosen by what the rules before the audit would hide, and told by what all of them
    would; `share` can be read without any.
    """
    heard = sum(len(disclosure.lattice(spoken)) for spoken in said.values())
    parts = sorted(
        {str(one.at[0]) for (about, _), spoken in said.items() for one in spoken
         if about == "behaviours"}
    )  # fmt: skip

    def readable(merge: Merge, audit: bool) -> int:
        coarser = finely.put_together(merge)
        return sum(
            disclosure.covered(spoken, partial(coarser.at, AXES[about]), coarser.fewest, audit)
            for (about, _), spoken in said.items()
        )

    for _ in range(MERGES):
        # One part of each group stands for all of it: whatever joins it joins them all.
        apart = [part for part in parts if finely.leads(part)]
        offered = [*combinations(apart, 2), *([] if finely.half_years else [grain.HALF_YEARS])]
        best = max(offered, key=lambda merge: readable(merge, audit=False), default=None)
        if best is None or share >= TOO_LITTLE:
            return
        before, share = share, readable(best, audit=True) / heard
        if share <= before:
            return
        yield best, share
        finely = finely.put_together(best)


# --- the file -------------------------------------------------------------------------------------


def _look_before_replacing(held: store.Store, drafted: Draft, out: Path) -> None:
    if out.resolve() == held.path.resolve():
        raise Refused(f"{out} is the file of observations itself. Choose another.")
    if not out.parent.is_dir():
        raise Refused(f"The folder {out.parent} is not there. Choose another.")
    if out.is_dir():
        raise Refused(f"{out} is a folder. A release needs a file.")
    # Where only the house puts a release, one that was damaged must not bar the next.
    own = {file(place) for place in drafted.grains for file in (file_of, draft_of)}
    if out.exists() and out not in own:
        open_release(out).close()


def _words(held: store.Store, drafted: Draft) -> dict[str, pd.DataFrame]:
    """The words that go out: those that everybody has, and those of the house's own that are shown.

    A word of the house's own may be anything, so it stays in where no shown cell speaks of it.
    """
    places = held.ask(store.sql("places"))
    fewest = {place: finely.fewest for place, finely in drafted.grains.items()}
    tables = {
        "place": places[places.code.isin(list(fewest))].assign(
            fewest=lambda table: table.code.map(fewest)
        )
    }
    shown = {*drafted.cells.subject, *drafted.cells.part}
    for name, table in vocabulary.TABLES.items():
        if table in _WORDS:
            rows = held.ask(store.sql(f"release/{table}_words"))
            if table == "part":
                rows = pd.concat([rows, _parts_as_one(rows, drafted)])
            tables[table] = rows[rows.code.isin({*vocabulary.read(name).code, *shown})]
    return tables


def _parts_as_one(parts: pd.DataFrame, drafted: Draft) -> pd.DataFrame:
    """The words of each group of parts that is shown as one."""
    not_said = {"code": "", "title": NOT_SAID, "plain": NOT_SAID, "position": 0}
    known = pd.concat([parts, pd.DataFrame([not_said])]).set_index("code")
    groups = {group for finely in drafted.grains.values() for group in finely.together}
    return pd.DataFrame(
        [
            {
                "code": Grain(together=(group,)).part(group[0]),
                "title": words.listed([str(known.title[part]) for part in group]),
                "plain": words.listed([str(known.plain[part]) for part in group]),
                "position": int(known.position[list(group)].max()),
            }
            for group in sorted(groups)
        ],
        columns=parts.columns,
    )


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
    with _offered(cursor, "offered_notes", drafted.notes):
        cursor.execute(store.sql("released/put_notes"))


@contextmanager
def _offered(cursor: store.Cursor, name: str, table: pd.DataFrame) -> Iterator[None]:
    """The rows of a table, as long as they are asked for."""
    cursor.register(name, table)
    yield
    cursor.unregister(name)


def _forget(cursor: store.Cursor, identity: UUID) -> None:
    for name in ("forget_cells", "forget_places", "forget"):
        cursor.execute(store.sql(f"release/{name}"), {"id": identity})
    intake.record_change(cursor, "release did not go out", str(identity), 0)


def _rules(drafted: Draft) -> str:
    """By which rules a release is made, of cells and of figures."""
    return f"release {RULES}, figures {honesty.RULES}"
