"""Work that may be killed, each kind by the product's own functions, and what is left of it.

`python -m tests.killed KIND FILE` does work of one kind on a file for as long as it is let, and
says of each thing that it is done once it was told to be. `Trial` kills it and looks at the file.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import subprocess
import sys
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from mirror import (
    backup,
    bringing,
    chain,
    grants,
    links,
    mapping,
    record,
    release,
    rounds,
    store,
    vocabulary,
)
from mirror.grants import Grant
from mirror.mapping import Mapping
from mirror.record import new_id
from mirror.store import Store

PLACE = "aytown"
NINE = ("PER1", "PER2", "PER3", "POW1", "POW2", "POW3", "PAR1", "PAR2", "PAR3")
#: The rows of each file that is brought in, and of a file that is older than this Place Mirror.
ROWS, OLD_ROWS = 1_500, 40_000
#: How many migrations an older file has been through.
FEW = 6
TODAY = date(2026, 1, 1)


# --- what stands in the file to begin with --------------------------------------------------------


def prepare(path: Path, kind: str) -> None:
    """Put a file there that work of this kind can begin on."""
    if kind == "first":
        return
    if kind == "migration":
        _older(path)
        return
    with closing(store.open_store(path)) as held:
        vocabulary.bring_up_to_date(held)
        vocabulary.add_place(held, "Aytown")
        for who, behaviour in itertools.product(range(6), NINE[:2]):
            record.observation(
                held, new_id(), place=PLACE, observer=f"A{who}", behaviour=behaviour,
                observed_on=TODAY, part="frontline", strength=who,
            )  # fmt: skip
        if kind == "vote":
            gathering = new_id()
            record.gathering(held, gathering, place=PLACE, held_on=TODAY)
            rounds.open_round(
                held, new_id(), gathering=gathering, place=PLACE, about="behaviour",
                part="frontline",
            )  # fmt: skip
        if kind == "restore":
            made = backup.make(held)
            assert made is not None
            made.rename(path.with_name("kept.duckdb"))


def _older(path: Path) -> None:
    """A file of an earlier Place Mirror that holds rows and entries in its change log."""
    early = path.with_name("early")
    early.mkdir(exist_ok=True)
    for step in sorted(store.MIGRATIONS.glob("*.sql"))[:FEW]:
        shutil.copy(step, early)
    with closing(store.open_store(path, early)) as held:
        held.write(_fill)


def _fill(cursor: store.Cursor) -> None:
    cursor.execute("INSERT INTO place (code, title, invented) VALUES ('aytown', 'Aytown', false)")
    cursor.execute(
        "INSERT INTO change (id, changed_at, what, row_count)"
        " SELECT uuid(), TIMESTAMP '2025-01-01' + INTERVAL (n) SECOND, 'a test', n"
        " FROM range(300) AS numbers (n)"
    )
    cursor.execute(
        "INSERT INTO observation"
        " (id, place, behaviour, observer, observed_on, strength, note, consent, recorded_at)"
        " SELECT uuid(), 'aytown', 'PER1', 'A' || n % 40, DATE '2025-01-01', n % 11,"
        " md5(CAST(n AS VARCHAR)), 1, TIMESTAMP '2025-01-01' FROM range($rows) AS numbers (n)",
        {"rows": OLD_ROWS},
    )


# --- the work -------------------------------------------------------------------------------------


def tell(*said: object) -> None:
    """Say, to whoever may kill this, that something is done."""
    sys.stdout.write(" ".join(map(str, said)) + "\n")
    sys.stdout.flush()


def saves(held: Store) -> None:
    for turn in itertools.count():
        one = new_id()
        if turn % 3 == 0:
            record.observation(
                held, one, place=PLACE, observer=f"A{turn % 6}", behaviour=NINE[turn % 9],
                observed_on=TODAY, strength=turn % 11, note="So it was. " * (turn % 400),
            )  # fmt: skip
            tell("observation", one)
        elif turn % 3 == 1:
            record.relationship(
                held, one, place=PLACE, observer="A1", party="One", other_party="Other",
                observed_on=TODAY, trust=turn % 5 + 1,
            )  # fmt: skip
            tell("relationship", one)
        else:
            record.event(
                held, one, place=PLACE, kind="pressure", title="A cut", started_on=TODAY
            )  # fmt: skip
            tell("event", one)


def imports(held: Store) -> None:
    for _ in itertools.count():
        file = held.path.with_name(f"brought-{new_id()}.csv")
        file.write_text(
            "observed_on,place,behaviour,observer,strength\n"
            + "".join(
                f"{TODAY},{PLACE},{NINE[n % 9]},{file.stem[8:]}-{n},{n % 11}\n" for n in range(ROWS)
            ),
            encoding="utf-8",
        )
        report = bringing.bring_in(held, file)
        assert report.added == ROWS, report
        tell("import", file.name)
        file.unlink()


def votes(held: Store) -> None:
    [(gathering,)] = held.ask("SELECT CAST(id AS VARCHAR) FROM gathering").to_numpy().tolist()
    asked = rounds.current(held, UUID(gathering))
    assert asked is not None and asked.code
    # A phone keeps its key, and comes back with it.
    kept = held.path.with_name("phone")
    before = kept.read_text() if kept.exists() else None
    _, key = rounds.join(held, asked.gathering, asked.code, before)
    kept.write_text(key)
    for turn in itertools.count():
        one, value = new_id(), turn % 11
        rounds.cast(held, one, asked, key, dict.fromkeys(NINE, value))
        tell("ballot", one, value)


def releases(held: Store) -> None:
    release.finish(held)
    while True:
        one = release.publish(held, release.draft(held, [PLACE]), release.file_of(PLACE))
        tell("release", one)
        if random.random() < 0.3:
            release.withdraw(held, str(one))
            tell("withdrawn", one)


def backups(held: Store) -> None:
    """Backups one after the other, while somebody goes on saving."""
    threading.Thread(target=saves, args=(held,), daemon=True).start()
    while True:
        made = backup.make(held)
        tell("backup", made.name if made else "")


def settings(held: Store) -> None:
    """Who may see what, the house's key and a mapping, each written again and again."""
    key = links.keyed("a test")
    for turn in itertools.count():
        one = Grant(f"{new_id()}@example.org", "looks", PLACE)
        grants.add(held, one)
        tell("grant", one.who)
        if turn % 3 == 0:
            grants.take_away(held, one)
            tell("ungranted", one.who)
        mapping.save(_mapping(turn), held.path.parent / "mappings" / "ours.toml")
        tell("mapping", turn)
        held.say_where(f"http://localhost:{turn}")
        assert links.keyed("a test") == key


def _mapping(turn: int) -> Mapping:
    return Mapping(
        columns={"note": f"What did you notice, in {turn} words?"},
        behaviours={f"Column {n}": NINE[n % 9] for n in range(200)},
        fixed={"place": PLACE},
    )


def migration(path: Path) -> None:
    store.open_store(path).close()
    tell("migrated", path.name)


def first(path: Path) -> None:
    """A house where there was none, as on its first launch."""
    with closing(store.open_store(path)) as held:
        vocabulary.bring_up_to_date(held)
        vocabulary.add_place(held, "Aytown")
        save = record.event(
            held, one := new_id(), place=PLACE, kind="pressure", title="Cut", started_on=TODAY
        )  # fmt: skip
        assert save
        tell("event", one)


def restores(path: Path) -> None:
    """Something is saved, then a backup gone back to that does not hold it."""
    while True:
        with closing(store.open_store(path)) as held:
            one = new_id()
            record.event(held, one, place=PLACE, kind="pressure", title="Cut", started_on=TODAY)
        tell("event", one)
        backup.restore(path.with_name("kept.duckdb"), path)
        tell("restored", one)


ON_THE_FILE: dict[str, Callable[[Store], None]] = {
    "save": saves, "import": imports, "vote": votes, "release": releases, "backup": backups,
    "settings": settings,
}  # fmt: skip
ON_THE_PATH: dict[str, Callable[[Path], None]] = {
    "first": first, "migration": migration, "restore": restores
}  # fmt: skip
KINDS = (*ON_THE_FILE, *ON_THE_PATH)
#: Work that is over once it is done.
ONCE = ("first", "migration")


# --- the kill, and what is left -------------------------------------------------------------------


@dataclass
class Trial:
    """A file that is worked on by one kind of work, killed and looked at, again and again."""

    kind: str
    folder: Path
    chance: random.Random
    #: How many things are done at most before the kill.
    most: int = 8
    kills: int = 0
    told: int = 0
    #: How many kills fell between two steps of a release, and were mended by the next opening.
    mended: int = 0
    #: What became of what was told: lost, doubled, or half there; and a line on each.
    wrong: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    _said: list[list[str]] = field(default_factory=list)
    _length: float = 0.0

    @property
    def path(self) -> Path:
        """The file that is worked on."""
        return self.folder / "mirror.duckdb"

    def prepare(self) -> None:
        """Put a file there to begin with."""
        prepare(self.path, self.kind)
        if self.kind == "migration":
            shutil.copy(self.path, self.folder / "old.duckdb")
        if self.kind in ONCE:
            # So long it takes on this machine now: within that it is to be killed.
            with _working(self.kind, self.path) as work:
                assert work.stdout and work.stdout.readline()
                began = time.monotonic()
                assert work.stdout.readline(), "the work was not done"
                self._length = time.monotonic() - began

    def kill(self) -> None:
        """Let the work go on for a while, kill it at a moment that nobody chose, and look."""
        if self.kind == "migration":
            self._said.clear()
            shutil.rmtree(store.backups(self.path), ignore_errors=True)
            store.log_of(self.path).unlink(missing_ok=True)
            shutil.copy(self.folder / "old.duckdb", self.path)
        if self.kind == "first":
            self._said.clear()
            self.path.unlink(missing_ok=True)
            store.log_of(self.path).unlink(missing_ok=True)
        with _working(self.kind, self.path) as work:
            assert work.stdout
            began = time.monotonic()
            # The first line says that the work begins.
            heard = [work.stdout.readline()]
            some = 0 if self.kind in ONCE else self.chance.randint(1, self.most)
            while len(heard) <= some:
                heard.append(work.stdout.readline())
                if not heard[-1]:
                    raise AssertionError(f"{self.kind}: the work ended by itself")
            pace = (time.monotonic() - began) / max(some, 1)
            time.sleep(self.chance.uniform(0, self._length or min(pace, 0.5)))
            work.kill()
            heard += work.stdout.readlines()
            work.wait()
        self.kills += 1
        said = [line.split() for line in heard[1:] if line.endswith("\n")]
        self.told += len(said)
        self._said += said
        with _at(self.path):
            try:
                self._look()
            except store.Refused as refusal:
                self._note("lost", f"it does not open: {refusal}")

    def _look(self) -> None:
        with closing(store.open_store(self.path)) as held:
            if (found := chain.checked(held)).wrong:
                self._note("half", f"the change log does not fit: {found.wrong}")
            look = getattr(self, f"_look_at_{self.kind}", None)
            if look is not None:
                look(held)
            self._each_is_there_once(held)
        for file in store.backups(self.path).glob("*.duckdb"):
            self._look_at_file(file)

    def _note(self, what: str, line: str) -> None:
        self.wrong[what] += 1
        self.lines.append(f"{self.kind}: {what}: {line}")

    def _said_of(self, what: str) -> list[list[str]]:
        return [said[1:] for said in self._said if said[0] == what]

    def _look_at_file(self, file: Path) -> None:
        """A file that has its final name opens, and its rows can all be read."""
        try:
            with closing(store.open_apart(file)) as opened:
                opened.sums()
                if not opened.is_a_house():
                    self._note("half", f"{file.name} is no house")
        except store.Refused as refusal:
            self._note("half", f"{file.name}: {refusal}")

    def _each_is_there_once(self, held: Store) -> None:
        """Every row that was told to be kept is there once, and each with its entry in the log."""
        if self.kind == "restore":
            return
        for table in ("observation", "relationship", "event", "ballot"):
            if not (told := self._said_of(table)):
                continue
            kept = Counter(held.ask(f"SELECT CAST(id AS VARCHAR) AS id FROM {table}").id)
            for one, *_ in told:
                if kept[one] == 0:
                    self._note("lost", f"{table} {one}")
            for one, count in kept.items():
                if count > 1:
                    self._note("doubled", f"{table} {one}")
            logged = held.ask(f"SELECT count(*) AS n FROM change WHERE what = 'record {table}'").n[
                0
            ]
            if table != "ballot" and logged != len(kept):
                self._note("half", f"{len(kept)} of {table}, and {logged} entries in the log")

    def _look_at_import(self, held: Store) -> None:
        kept = held.ask(
            "SELECT batch.source, count(*) AS n FROM batch"
            " JOIN observation ON observation.batch = batch.id GROUP BY batch.source"
        )
        rows = dict(zip(kept.source, kept.n, strict=True))
        loose = held.ask("SELECT count(*) AS n FROM observation WHERE observer LIKE '%-%-%'").n[0]
        if loose != sum(rows.values()):
            self._note("half", f"{loose - sum(rows.values())} rows of no batch")
        for (name,) in self._said_of("import"):
            if name not in rows:
                self._note("lost", name)
        for name, count in rows.items():
            if count != ROWS:
                self._note("doubled" if count > ROWS else "half", f"{name}: {count} rows")

    def _look_at_vote(self, held: Store) -> None:
        kept = held.ask(
            "SELECT CAST(ballot.id AS VARCHAR) AS id, count(score.ballot) AS n,"
            " min(score) AS low, max(score) AS high"
            " FROM ballot LEFT JOIN score ON score.ballot = ballot.id GROUP BY ballot.id"
        )
        values = {row.id: (row.n, row.low, row.high) for row in kept.itertuples()}
        for one, found in values.items():
            if found[0] != len(NINE):
                self._note("half", f"ballot {one}: {found[0]} numbers")
        for one, value in self._said_of("ballot"):
            if one in values and values[one] != (len(NINE), float(value), float(value)):
                self._note("half", f"ballot {one} says {values[one]}")

    def _look_at_release(self, held: Store) -> None:
        file = release.file_of(PLACE)
        mended = [one for one in file.parent.glob("*/") if one.name in remembered(held)]
        release.finish(held)
        self.mended += bool(mended)
        if left := [*file.parent.glob("*/")]:
            self._note("half", f"left over: {left}")
        kept = held.ask(
            "SELECT CAST(id AS VARCHAR) AS id, withdrawn_at IS NULL AS stands FROM release"
            " ORDER BY released_at DESC, id DESC"
        )
        for one, *_ in self._said_of("release"):
            if kept.id.tolist().count(one) != 1:
                self._note("lost", f"release {one}")
        for one, *_ in self._said_of("withdrawn"):
            if kept[kept.id == one].stands.any():
                self._note("lost", f"the withdrawal of {one}")
        # The file is of the newest release, or that was withdrawn, and there is none.
        newest = kept.iloc[0]
        if not newest.stands and file.exists():
            self._note("half", f"release {newest.id} is withdrawn and its file is there")
        if newest.stands:
            if not file.exists():
                self._note("half", f"release {newest.id} is remembered and has no file")
                return
            with closing(release.open_release(file)) as opened:
                if str(opened.ask("about").id[0]) != newest.id:
                    self._note("half", f"the file is not of release {newest.id}")

    def _look_at_migration(self, held: Store) -> None:
        names = held.ask("SELECT name FROM migration ORDER BY name").name.tolist()
        if names != sorted(step.stem for step in store.MIGRATIONS.glob("*.sql")):
            self._note("half", f"migrations {names}")
        found = held.ask("SELECT count(*) AS n, count(DISTINCT id) AS ids FROM observation")
        if (found.n[0], found.ids[0]) != (OLD_ROWS, OLD_ROWS):
            self._note("lost", f"{found.n[0]} observations")
        if held.ask("SELECT count(*) AS n FROM change WHERE what = 'a test'").n[0] != 300:
            self._note("lost", "entries of the change log")
        for copy in store.backups(self.path).glob("*.duckdb"):
            with closing(store.open_apart(copy)) as opened:
                # What is no house is noted with all that has its final name.
                if opened.is_a_house() and len(opened.ask("FROM observation")) != OLD_ROWS:
                    self._note("half", copy.name)

    def _look_at_backup(self, held: Store) -> None:
        told = [name for (*names,) in self._said_of("backup") for name in names]
        there = [one.path.name for one in backup.of(self.path)]
        if told and told[-1] not in there:
            self._note("lost", told[-1])

    def _look_at_restore(self, held: Store) -> None:
        """What was saved is in the file, or in one that was set aside when it was replaced."""
        kept = Counter(held.ask("SELECT CAST(id AS VARCHAR) AS id FROM event").id)
        if held.ask("SELECT count(*) AS n FROM observation").n[0] != 12:
            self._note("half", "the file is neither the backup nor what it was")
        for file in store.backups(self.path).glob("*before-restore*.duckdb"):
            with closing(store.open_apart(file)) as opened:
                kept.update(opened.ask("SELECT CAST(id AS VARCHAR) AS id FROM event").id)
        for (one,) in self._said_of("event"):
            if not kept[one]:
                self._note("lost", f"event {one}")

    def _look_at_settings(self, held: Store) -> None:
        try:
            listed = [one.who for one in grants.listed()]
        except store.Refused as refusal:
            self._note("half", str(refusal))
            return
        gone = {who for (who,) in self._said_of("ungranted")}
        # The next to last line of a kill may be of one that was being taken away.
        logged = set(held.ask("SELECT subject FROM change WHERE what = 'grant'").subject)
        for who in (who for (who,) in self._said_of("grant")):
            if f"{who} looks {PLACE}" not in logged:
                self._note("half", f"{who} is granted and in no log")
            if who not in listed and who not in gone and not self._was_being_taken_away(held, who):
                self._note("lost", f"the grant of {who}")
            if who in gone and who in listed:
                self._note("lost", f"{who} is granted still")
            if listed.count(who) > 1:
                self._note("doubled", who)
        if len((self.folder / "mirror.key").read_bytes()) < links.FEWEST:
            self._note("half", "mirror.key")
        kept = self.folder / "mappings" / "ours.toml"
        if kept.exists():
            tomllib.loads(kept.read_text(encoding="utf-8"))
            if len(mapping.load(kept).behaviours) != 200:
                self._note("half", "a mapping")

    def _was_being_taken_away(self, held: Store, who: str) -> bool:
        """Whether its taking away is in the log, or was the one step that the kill fell into."""
        said = [said for said in self._said if said[0] in ("grant", "ungranted", "mapping")]
        after = said[said.index(["grant", who]) + 1 :][:1]
        return not after or after[0][0] == "grant"


def remembered(held: Store) -> set[str]:
    """The releases that the file of observations remembers."""
    return set(held.ask("SELECT CAST(id AS VARCHAR) AS id FROM release").id)


@contextmanager
def _working(kind: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that does work of one kind on a file, until it is killed or the block ends."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.killed", kind, str(path)],
        cwd=store.ROOT, env={**os.environ, "MIRROR_DATA": str(path)},
        stdout=subprocess.PIPE, text=True,
    ) as work:  # fmt: skip
        try:
            yield work
        finally:
            work.kill()


@contextmanager
def _at(path: Path) -> Iterator[None]:
    """While the block lasts, the file of this house is the one at the path."""
    before = os.environ.get("MIRROR_DATA")
    os.environ["MIRROR_DATA"] = str(path)
    try:
        yield
    finally:
        os.environ.pop("MIRROR_DATA")
        if before is not None:
            os.environ["MIRROR_DATA"] = before


def main(kind: str, path: Path) -> None:
    if kind in ON_THE_PATH:
        tell("begins")
        ON_THE_PATH[kind](path)
    else:
        held = store.open_store(path)
        tell("begins")
        ON_THE_FILE[kind](held)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
