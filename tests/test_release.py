"""What partners may see: a file of its own, from which the attack recovers nobody."""

from __future__ import annotations

import importlib.util
import random
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import combinations_with_replacement, product
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pandas as pd
import pytest

from mirror import (
    disclosure,
    grain,
    honesty,
    intake,
    record,
    release,
    rounds,
    sample,
    store,
    takeback,
    vocabulary,
)
from mirror.__main__ import main
from mirror.grain import Grain
from mirror.lens import Lens
from mirror.release import Draft
from mirror.store import Refused, Store
from tests.test_command import mirror
from tests.test_takeback import bring

ATTACK = Path(__file__).parents[2] / "shared" / "reference" / "disclosure_attack.py"
WORLDS = 25
LONG_AGO = datetime(2020, 1, 1)
PARTS = ["frontline", "commissioning", "culture", "relationships", "governance", "community"]
ORGANISATIONS = [f"Organisation {letter}" for letter in "ABCDEFG"]


# --- worlds ---------------------------------------------------------------------------------------


def put(held: Store, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put rows straight into a table, as an import does, each with an id of its own."""

    def work(cursor: store.Cursor) -> None:
        cursor.register("put_rows", pd.DataFrame(rows))
        cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM put_rows")
        cursor.unregister("put_rows")

    held.write(work)


def said(
    place: str, observer: str, behaviour: str, part: str | None, day: date, strength: float,
    recorded_at: datetime = LONG_AGO,
) -> dict[str, Any]:  # fmt: skip
    return {
        "id": str(uuid4()), "place": place, "observer": observer, "behaviour": behaviour,
        "part": part, "observed_on": day, "strength": strength, "consent": 1,
        "recorded_at": recorded_at,
    }  # fmt: skip


def works_for(chance: random.Random) -> str | None:
    return None if chance.random() < 0.05 else chance.choice(ORGANISATIONS)


def open_house(path: Path, places: Iterable[str]) -> Store:
    held = store.open_store(path)
    vocabulary.bring_up_to_date(held)
    put(held, "place", [{"code": place, "title": place.title()} for place in places])
    return held


def world(place: str, chance: random.Random, wave: int) -> dict[str, list[dict[str, Any]]]:
    """What a room of people says in one wave: some often, some in several parts, some once.

    Whoever spoke in the first wave may speak again in the second, in which others come.
    """
    rows: dict[str, list[dict[str, Any]]] = {
        "observation": [], "relationship": [], "block_view": [], "observer": []
    }  # fmt: skip
    moment = LONG_AGO if wave == 1 else store.now()
    first, last = (0, chance.randint(10, 24)) if wave == 1 else (4, chance.randint(14, 34))
    for number in range(first, last):
        person = f"{place}-{number}"
        rows["observer"].append(
            {"place": place, "code": person, "organisation": works_for(chance)}
        )  # fmt: skip
        at_home = chance.choice([*PARTS[:3], None])
        for _ in range(chance.randint(1, 5)):
            day = date(2025, 1, 1) + timedelta(days=chance.randrange(360))
            part = at_home if chance.random() < 0.7 else chance.choice(PARTS[:3])
            rows["observation"].append(
                said(place, person, "PAR1", part, day, chance.randint(0, 10), moment)
            )
        whole = {"id": str(uuid4()), "place": place, "observer": person, "consent": 1}
        whole |= {"observed_on": day, "recorded_at": moment}
        parties = {"party": "One", "other_party": "Two", "trust": chance.randint(0, 5)}
        rows["relationship"].append(whole | parties)
        view = {"id": str(uuid4()), "block": "data", "level": chance.choice([1, 2, 2, 2, 3])}
        rows["block_view"].append(whole | view)
    return rows


# --- the attack -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def attack() -> ModuleType:
    """The attack that the rules were measured against, with its random worlds as they start."""
    if not ATTACK.exists():
        pytest.skip("the independent attack is not beside this checkout")
    spec = importlib.util.spec_from_file_location("disclosure_attack", ATTACK)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Known:
    """What whoever attacks knows of one subject of a place: whose figures, not which.

    Takes a row a figure, with its `person`, `part` and `period`.
    """

    def __init__(self, voices: pd.DataFrame) -> None:
        self.voices = voices
        self.owners = voices.person.to_numpy()
        self._numbers, self._names = pd.factorize(voices.person)
        self._at = {axis: voices[axis].to_numpy() for axis in ("part", "period")}

    def row(self, inside: Any) -> Any:
        """What each of the figures inside weighs: one vote a person, the mean of theirs."""
        notes = np.bincount(self._numbers[inside], minlength=len(self._names))
        each = notes[self._numbers] * max(1, np.count_nonzero(notes))
        return np.where(inside, 1 / np.maximum(each, 1), 0.0)

    def inside(self, at: Mapping[str, Any]) -> Any:
        """Which figures a cell holds: of a part or of several as one, of a quarter or a half."""
        inside = np.ones(len(self.voices), bool)
        if at.get("part") is not None:
            inside &= np.isin(self._at["part"], at["part"].split("+"))
        if at.get("period") is not None:
            since = pd.Timestamp(at["period"])
            until = since + pd.DateOffset(months=at.get("months", 3))
            inside &= (since <= self._at["period"]) & (self._at["period"] < until)
        return inside

    def people(self, at: Mapping[str, Any]) -> set[str]:
        return set(self.owners[self.inside(at)])

    def lattice(self, axes: Iterable[str]) -> list[dict[str, Any]]:
        names = list(axes)
        places = [[None, *dict.fromkeys(self._at[axis])] for axis in names]
        cells = [dict(zip(names, at, strict=True)) for at in product(*places)]
        return [at for at in cells if self.inside(at).any()]


def rest_on(table: Any, owners: Any, groups: list[set[str]]) -> list[set[str]]:
    """Of the groups, those on whom alone something rests that rows add up to (singular values)."""
    if not len(table):
        return []
    _, sizes, basis = np.linalg.svd(table, full_matrices=False)
    basis = basis[sizes > 1e-8 * max(table.shape) * sizes[0]]
    blocks = [(group, basis[:, np.isin(owners, list(group))]) for group in groups]
    return [
        group for group, block in blocks if block.size and np.linalg.norm(block, 2) ** 2 > 1 - 1e-7
    ]


def exposed(known: Known, axes: Iterable[str], cells: list[dict[str, Any]]) -> list[set[str]]:
    """Of all people one by one, and of all cells of too few, those who can be worked out."""
    table = np.array([known.row(known.inside(at)) for at in cells])
    return rest_on(table, known.owners, groups(known, axes))


def groups(known: Known, axes: Iterable[str]) -> list[set[str]]:
    found = [{person} for person in sorted(set(known.owners))]
    return found + [people for at in known.lattice(axes) if 1 < len(people := known.people(at)) < 5]


def exposed_by_free_filters(known: Known) -> float:
    """The share of people whom a threshold alone exposes, with any part and any span of months."""
    months, parts = known.voices.month.to_numpy(), known.voices.part.to_numpy()
    rows = []
    for since, until in combinations_with_replacement(sorted(set(months)), 2):
        spanned = (since <= months) & (months <= until)
        for inside in (spanned, *(spanned & (parts == part) for part in set(parts))):
            if len(set(known.owners[inside])) >= disclosure.FEWEST:
                rows.append(known.row(inside))
    people = [{person} for person in set(known.owners)]
    return len(rest_on(np.array(rows), known.owners, people)) / len(people)


def behaviours_of(held: Store, place: str, behaviour: str) -> Known:
    table = held.ask(
        "SELECT observer AS person, coalesce(part, '') AS part, "
        " date_trunc('month', observed_on) AS month,"
        " CAST(date_trunc('quarter', observed_on) AS DATE) AS period FROM observation_now"
        " WHERE place = $place AND behaviour = $behaviour AND strength IS NOT NULL ORDER BY id",
        {"place": place, "behaviour": behaviour},
    )
    return Known(table)


@contextmanager
def opened(path: Path) -> Iterator[release.Release]:
    found = release.open_release(path)
    try:
        yield found
    finally:
        found.close()


def shown_in(file: release.Release, place: str, about: str, subject: str) -> list[dict[str, Any]]:
    """The coordinates of the cells that a release shows."""
    table = file.ask("cells", words="plain", place=place, about=about)
    table = table[table.subject == subject]
    return [
        {axis: None if pd.isna(row[axis]) else row[axis] for axis in release.AXES[about]}
        for row in table.to_dict("records")
    ]


def drafted_and_published(held: Store, out: Path, **asked: Any) -> Draft:
    drafted = release.draft(held, **asked)
    release.publish(held, drafted, out)
    return drafted


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("release")


Records = list[tuple[Any, int]]


@pytest.fixture(scope="module")
def records(attack: ModuleType) -> Records:
    """The attack's own worlds: who was in which place, part and quarter."""
    vars(attack)["rng"] = np.random.default_rng(31)
    return [attack.world() for _ in range(WORLDS)]


@pytest.fixture(scope="module")
def released_worlds(folder: Path, attack: ModuleType, records: Records) -> Path:
    """The release of all of these worlds."""
    chance = random.Random(5)
    places = [f"w{w}p{p}" for w in range(WORLDS) for p in range(attack.PL)]
    held = open_house(folder / "worlds.duckdb", places)
    observers, notes = dict[tuple[str, str], str | None](), []
    for w, (rec, _) in enumerate(records):
        for person, p, s, _, month in rec.tolist():
            place, code = f"w{w}p{p}", f"w{w}-{person}"
            observers.setdefault((place, code), works_for(chance))
            day = date(2025, month + 1, 9)
            notes.append(said(place, code, "PAR1", PARTS[s], day, chance.randint(0, 10)))
    put(
        held, "observer",
        [{"place": p, "code": c, "organisation": o} for (p, c), o in observers.items()],
    )  # fmt: skip
    put(held, "observation", notes)
    out = folder / "worlds release.duckdb"
    drafted_and_published(held, out)
    held.close()
    return out


def quarter(period: Any) -> int:
    return (int(period.month) - 1) // 3


def test_the_attack_recovers_nobody_from_the_releases_of_25_random_worlds(
    attack: ModuleType, records: Records, released_worlds: Path
) -> None:
    shown = 0
    with opened(released_worlds) as file:
        seen = {
            (w, p): shown_in(file, f"w{w}p{p}", "behaviours", "PAR1")
            for w, p in product(range(WORLDS), range(attack.PL))
        }
    for w, (rec, _) in enumerate(records):
        rows = []
        for p in range(attack.PL):
            for at in seen[w, p]:
                mask = rec[:, 1] == p
                if at["part"] is not None:
                    mask &= rec[:, 2] == PARTS.index(at["part"])
                if at["period"] is not None:
                    mask &= rec[:, 3] == quarter(at["period"])
                each = pd.Series(np.where(mask, 1.0, 0.0)).groupby(rec[:, 0]).transform("sum")
                rows.append(np.where(mask, 1 / each.clip(lower=1), 0.0) / len(set(rec[mask, 0])))
        table = np.array(rows)
        shown += len(rows)
        assert not attack.rowspace_hits(table, None).any()
        assert attack.groups_small(table, rec, disclosure.FEWEST)[0] == 0
    assert shown > 20 * WORLDS


def test_the_attack_recovers_most_where_there_is_only_a_threshold(
    attack: ModuleType, records: Records
) -> None:
    """With free filters of months, parts and places, five people a figure keep nobody safe."""
    shares = []
    for rec, people in records[:2]:
        table, *_ = attack.build("free_month", rec, people, disclosure.FEWEST)
        hit = attack.rowspace_hits(table, None)
        shares.append(len(set(rec[hit, 0])) / people)
    assert np.mean(shares) > 0.5


def test_the_attack_exposes_most_worlds_where_the_lattice_has_only_a_threshold(
    attack: ModuleType, records: Records
) -> None:
    are_exposed = []
    for rec, people in records:
        table, *_ = attack.build("lattice", rec, people, disclosure.FEWEST)
        hit = attack.rowspace_hits(table, None).any()
        are_exposed.append(bool(hit) or attack.groups_small(table, rec, disclosure.FEWEST)[0] > 0)
    assert np.mean(are_exposed) > 0.5


# --- one release after the other ------------------------------------------------------------------


def grown(path: Path) -> Store:
    """Worlds of the first wave."""
    held = open_house(path, [f"g{w}" for w in range(WORLDS)])
    for table, rows in all_of(1).items():
        put(held, table, rows)
    return held


def all_of(wave: int) -> dict[str, list[dict[str, Any]]]:
    worlds = [world(f"g{w}", random.Random(100 * wave + w), wave) for w in range(WORLDS)]
    return {table: [row for one in worlds for row in one[table]] for table in worlds[0]}


def grow(held: Store) -> None:
    """The second wave; and somebody of each world of the first takes back all they said."""
    known = set(held.ask("SELECT code FROM observer").code)
    for table, rows in all_of(2).items():
        put(held, table, [row for row in rows if row.get("code") not in known])

    def leave(cursor: store.Cursor) -> None:
        for w in range(WORLDS):
            terms = {"place": f"g{w}", "observer": f"g{w}-0", "recorded_at": store.now()}
            cursor.execute(store.sql("takeback/leaving"), terms)
            cursor.execute(store.sql("takeback/withdraw_observer"))

    held.write(leave)


TABLES = {
    "behaviours": ("observation", "strength", "behaviour", "true"),
    "pace": ("relationship", "trust", "'trust'", "true"),
}


def stood(held: Store, about: str, place: str, moment: datetime) -> pd.DataFrame:
    """The figures that stood at a moment, by their ids: what the attack takes for unknown."""
    table, figure, _, _ = TABLES[about]
    part = "coalesce(part, '')" if about == "behaviours" else "''"
    return held.ask(
        f"SELECT id, observer AS person, {part} AS part,"
        " CAST(date_trunc('quarter', observed_on) AS DATE) AS period"
        f" FROM {table} WHERE place = $place AND {figure} IS NOT NULL AND NOT withdrawn"
        " AND recorded_at <= $moment AND id NOT IN ("
        f"SELECT supersedes FROM {table} WHERE supersedes IS NOT NULL AND recorded_at <= $moment)",
        {"place": place, "moment": moment},
    )


def exposed_by_all_that_was_shown(held: Store, about: str, place: str) -> list[set[str]]:
    """Whom two releases together expose: every cell that was ever reckoned anew, as it was then."""
    cells = held.ask(
        "SELECT DISTINCT part, period, reckoned_in, released_at,"
        " if(half_years, 6, 3) AS months FROM released_cell"
        " JOIN release ON release.id = reckoned_in"
        " JOIN released_place AS of ON of.release = reckoned_in AND of.place = released_cell.place"
        " WHERE released_cell.place = $place AND about = $about",
        {"place": place, "about": about},
    )
    rows, owners, hidden = [], dict[str, str](), list[set[str]]()
    for moment, shown in cells.groupby("released_at"):
        known = Known(stood(held, about, place, moment.to_pydatetime()).set_index("id"))
        owners |= known.voices.person.to_dict()
        axes = release.AXES[about]
        for row in shown.to_dict("records"):
            at = {axis: None if pd.isna(row[axis]) else row[axis] for axis in axes}
            at["months"] = row["months"]
            rows.append(pd.Series(known.row(known.inside(at)), known.voices.index))
        hidden += groups(known, axes)
    table = pd.DataFrame(rows).fillna(0.0)
    people = np.array([owners[one] for one in table.columns])
    return rest_on(table.to_numpy(), people, hidden)


@pytest.mark.parametrize(
    ("remembers", "as_one"), [(True, False), (True, True), (False, False), (False, True)]
)
def test_whoever_kept_both_releases_can_work_out_nobody(
    remembers: bool, as_one: bool, tmp_path: Path
) -> None:
    """And could, if a release were made without what is remembered of the one before.

    The second may show parts as one that the first showed apart.
    """
    held = grown(tmp_path / "grown.duckdb")
    out = tmp_path / "out.duckdb"
    drafted_and_published(held, out)
    if not remembers:
        names = ("release", "released_place", "released_cell")
        first = {name: held.ask(f"FROM {name}") for name in names}
        forget = "; ".join(f"DELETE FROM {name}" for name in names)
        held.write(lambda cursor: cursor.execute(forget))
    grow(held)
    if as_one:
        for w in range(WORLDS):
            grain.choose(held, f"g{w}", Grain(together=(tuple(PARTS[:2]),)))
    drafted_and_published(held, out)
    if not remembers:
        for name, rows in first.items():
            put(held, name, rows.astype(object).where(rows.notna(), None).to_dict("records"))
    found = [
        exposed_by_all_that_was_shown(held, about, f"g{w}")
        for w in range(WORLDS)
        for about in TABLES
    ]
    held.close()
    assert any(found) != remembers


# --- the sample -----------------------------------------------------------------------------------


def test_the_attack_recovers_nobody_from_the_release_of_the_sample_and_most_without_it(
    sampled: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    drafted_and_published(sampled, out)
    unprotected = []
    behaviours = sampled.ask("SELECT DISTINCT behaviour FROM observation ORDER BY 1").behaviour
    for place, behaviour in product(sample.TITLES, behaviours):
        known, axes = behaviours_of(sampled, place, behaviour), release.AXES["behaviours"]
        with opened(out) as file:
            cells = shown_in(file, place, "behaviours", behaviour)
        assert not exposed(known, axes, cells)
        if behaviour in ("PAR1", "POW1"):
            unprotected.append(exposed_by_free_filters(known))
    assert min(unprotected) > 0.5


def test_at_least_two_in_five_cells_of_the_sample_are_shown_or_it_is_told_what_would(
    sampled: Store,
) -> None:
    drafted = release.draft(sampled)
    told = "\n".join(release.told(sampled, drafted))
    assert "Half years" in told and "hidden: too few people" in told
    for place in sample.TITLES:
        assert drafted.share(place) < release.TOO_LITTLE, "then the merges need another sample"
        shares = [share for _, share in drafted.merges[place]]
        assert drafted.share(place) < shares[0] and shares == sorted(shares)
        assert shares[-1] >= release.TOO_LITTLE
        assert 0 < drafted.shown(place) < drafted.shown(place) + drafted.reasons(place).total()


def test_what_was_told_to_win_cells_back_wins_them_back(sampled: Store, tmp_path: Path) -> None:
    place = "gateshead"
    told = release.draft(sampled, [place]).merges[place]
    for merge, share in told:
        grain.choose(sampled, place, grain.kept(sampled, place).put_together(merge))
        drafted = release.draft(sampled, [place])
        assert drafted.share(place) == pytest.approx(share)
    assert drafted.share(place) >= release.TOO_LITTLE and not drafted.merges
    out = tmp_path / "out.duckdb"
    release.publish(sampled, drafted, out)
    with opened(out) as file:
        cells = file.ask("cells", words="plain", place=place, about="behaviours")
    assert set(cells.months.dropna()) == {6}
    assert set(cells.period.dropna().dt.month) <= {1, 7}
    merged = cells[cells.part.fillna("").str.contains("+", regex=False)]
    assert "Community and Frontline" in set(merged.part_label)
    assert not {"community", "frontline"} & set(cells.part)


def test_where_nothing_wins_cells_back_no_merge_is_told(aytown: Store) -> None:
    aytown.write(lambda cursor: cursor.execute("UPDATE observer SET organisation = NULL"))
    drafted = release.draft(aytown)
    assert drafted.cells.empty and drafted.reasons("aytown") == {"organisation": 4}
    assert drafted.merges == {"aytown": []}
    assert "No merge wins any back." in release.told(aytown, drafted)[-1]


def test_partners_see_the_figures_that_the_room_sees_to_the_half_point(
    sampled: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    drafted_and_published(sampled, out)
    lens = Lens("gateshead", date(2000, 1, 1), date(2100, 1, 1))
    terms = {name: lens.terms()[name] for name in store.parameters(store.sql("behaviours"))}
    room = honesty.judged(sampled.ask(store.sql("behaviours"), terms))
    room = room.set_index(["behaviour", "part"])
    with opened(out) as file:
        table = file.ask("cells", words="plain", place="gateshead", about="behaviours")
    table = table[table.part.notna() & table.period.isna()]
    compared = 0
    for row in table.itertuples():
        cell = room.loc[row.subject, row.part]
        assert row.people == disclosure.band(cell.voters)
        assert pd.isna(row.gap) or abs(row.gap - cell.gap) <= 0.25
        if row.state == "range" and cell.state == "range":
            assert abs(row.low - cell.low) <= 0.25 and abs(row.high - cell.high) <= 0.25
            compared += 1
    assert compared > 20


def test_a_sensitive_place_shows_fewer_cells(sampled: Store, tmp_path: Path) -> None:
    place = "gateshead"
    usual = release.draft(sampled, [place])
    grain.choose(sampled, place, Grain(is_sensitive=True))
    drafted = drafted_and_published(sampled, tmp_path / "out.duckdb", places=[place])
    assert 0 < drafted.shown(place) < usual.shown(place)
    assert drafted.cells.counted.min() >= 8 > usual.cells.counted.min() >= 5
    with opened(tmp_path / "out.duckdb") as file:
        assert file.ask("places").set_index("code").fewest.to_dict() == {place: 8}


def test_the_file_of_a_release_holds_nothing_but_cells_and_words(
    sampled: Store, tmp_path: Path
) -> None:
    marks = {"note": "Zq7 heard it by the lift.", "organisation": "Zq8 & Sons", "code": "Zq9-01"}
    put(
        sampled, "observer",
        [{"place": "gateshead", "code": marks["code"], "organisation": marks["organisation"]}],
    )  # fmt: skip
    row = said("gateshead", marks["code"], "PAR1", "frontline", date(2026, 7, 1), 3)
    put(sampled, "observation", [row | {"note": marks["note"], "consent": 4}])
    own = {"code": "zq-part", "title": "Zq6 team", "plain": "Zq6 team", "position": 99}
    put(sampled, "part", [own])
    out = tmp_path / "out.duckdb"
    drafted_and_published(sampled, out)
    never = {*marks.values(), "Zq6 team"}
    for table in ("observation", "relationship", "block_view", "reflection", "observer"):
        for column in ("note", "evidence", "next_step", "noticed", "observer", "organisation"):
            if column in sampled.ask(f"FROM {table} LIMIT 0").columns:
                texts = sampled.ask(f"SELECT DISTINCT {column} AS text FROM {table}").text
                never |= {text for text in texts.dropna() if text}
    content = out.read_bytes()
    assert b"Frontline" in content, "texts can be found in the bytes at all"
    assert len(never) > 500
    assert [text for text in never if text.encode() in content] == []
    apart = store.open_apart(out)
    held = apart.ask("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal")
    words = {
        text
        for row in held.itertuples()
        for text in apart.ask(
            f"SELECT CAST({row.column_name} AS VARCHAR) AS t FROM {row.table_name}"
        ).t
    }  # fmt: skip
    apart.close()
    assert not words & never
    assert not {"counted", "notes", "observer", "reckoned_in"} & set(held.column_name)
    assert [row for row in held.itertuples() if row.table_name == "note"]


def test_hidden_and_empty_are_both_no_row(sampled: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    drafted = drafted_and_published(sampled, out)
    with opened(out) as file:
        rows = pd.concat(
            file.ask("cells", words="plain", place=place, about=about)
            for place, about in product(sample.TITLES, release.AXES)
        )
    assert len(rows) == len(drafted.cells)
    assert set(rows.people) <= {"5–9", "10–19", "20+"}
    small = rows[rows.people == "5–9"]
    assert small.gap.isna().all() and small.dots.isna().all()
    alike = rows[rows.state == "alike"]
    assert len(alike) and alike.low.isna().all() and (alike.people == "5–9").all()
    for figures in (rows.low, rows.high, rows.gap):
        assert (figures.dropna() * 2 % 1 == 0).all()
    dotted = rows[rows.dots.notna()]
    assert len(dotted) and dotted.period.isna().all()
    assert (dotted.part.notna() | (dotted.about == "pace")).all()


def test_a_release_can_only_be_read_and_reaches_no_other_file(
    sampled: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    drafted_and_published(sampled, out)
    (tmp_path / "other.csv").write_text("a\n1\n")
    apart = store.open_apart(out)
    for text in (
        "DELETE FROM cell", f"FROM '{tmp_path / 'other.csv'}'",
        f"ATTACH '{tmp_path / 'third.duckdb'}'", "SET enable_external_access = true",
    ):  # fmt: skip
        with pytest.raises(Exception, match=r"(?i)read-only|disabled|permission|locked"):
            apart.ask(text)
    apart.close()


# --- a place that is reckoned by hand -------------------------------------------------------------


@pytest.fixture
def aytown(data: Path) -> Store:
    """Six people of three organisations saw the one behaviour, all in the same part and quarter."""
    held = open_house(data, ["aytown"])
    speak(held, range(6))
    return held


def speak(held: Store, people: Iterable[int], strength: float = 4, day: str = "2025-02-01") -> None:
    numbers = list(people)
    put(
        held, "observer",
        [
            {"place": "aytown", "code": f"P{n}", "organisation": ORGANISATIONS[n % 3]}
            for n in numbers
        ],
    )  # fmt: skip
    when = date.fromisoformat(day)
    put(
        held, "observation",
        [
            said("aytown", f"P{n}", "PAR1", "culture", when, strength + n % 2 * 4, store.now())
            for n in numbers
        ],
    )  # fmt: skip


def total(out: Path) -> dict[str, Any] | None:
    """The cell of the whole place and all time; None if it is not shown."""
    with opened(out) as file:
        table = file.ask("cells", words="plain", place="aytown", about="behaviours")
    table = table[table.part.isna() & table.period.isna()]
    return None if table.empty else dict(table.iloc[0][["people", "low", "high"]])


def counted(held: Store) -> list[int]:
    """How many people stood behind the cell of the whole, in each release in which it was shown."""
    table = held.ask(
        "SELECT counted FROM released_cell JOIN release ON id = release"
        " WHERE part IS NULL AND period IS NULL AND about = 'behaviours' ORDER BY released_at"
    )
    return [int(people) for people in table.counted]


def test_a_cell_is_reckoned_anew_once_five_new_people_spoke_and_stands_until_then(
    aytown: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    drafted_and_published(aytown, out)
    first = total(out)
    speak(aytown, range(6, 10), strength=0)
    drafted_and_published(aytown, out)
    assert total(out) == first and counted(aytown) == [6, 6]
    speak(aytown, range(10, 11), strength=0)
    drafted_and_published(aytown, out)
    assert total(out) != first and counted(aytown) == [6, 6, 11]


def test_new_notes_of_the_same_people_change_nothing(aytown: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    drafted_and_published(aytown, out)
    first = total(out)
    rows = [
        said("aytown", f"P{n}", "PAR1", "culture", date(2025, 2, 9), 10, store.now())
        for n in range(6)
    ]
    put(aytown, "observation", rows)
    drafted_and_published(aytown, out)
    assert total(out) == first


def test_dots_are_shown_again_once_ten_people_are_new(aytown: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    dots = []
    for people in (range(6, 10), range(10, 16), range(16, 21)):
        speak(aytown, people)
        drafted_and_published(aytown, out)
        with opened(out) as file:
            table = file.ask("cells", words="plain", place="aytown", about="behaviours")
        [row] = table[(table.part == "culture") & table.period.isna()].itertuples()
        dots.append(0 if np.ndim(row.dots) == 0 else len(row.dots))
    assert counted(aytown) == [10, 16, 21]
    assert dots == [10, 0, 21]


def test_what_somebody_took_back_is_shown_no_longer_until_nobody_can_be_told_from_it(
    aytown: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    drafted_and_published(aytown, out)
    takeback.withdraw_observer(aytown, "aytown", "P0")
    drafted = drafted_and_published(aytown, out)
    assert total(out) is None and drafted.reasons("aytown")["withdrawn"] == 4
    speak(aytown, range(6, 10))
    drafted_and_published(aytown, out)
    assert total(out) and counted(aytown) == [6, 9]


def test_one_score_that_is_taken_back_or_made_empty_is_reckoned_with_too(
    aytown: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    drafted_and_published(aytown, out)
    identity = aytown.ask("SELECT id FROM observation_now WHERE observer = 'P1'").id[0]
    standing = takeback.amend_observation(aytown, identity, consent=2)
    drafted_and_published(aytown, out)
    assert total(out), "who may read the note is not about the figure"
    takeback.amend_observation(aytown, standing, strength=None)
    drafted_and_published(aytown, out)
    assert total(out) is None


def test_a_file_that_is_taken_back_leaves_nothing_of_it_standing(
    aytown: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    drafted_and_published(aytown, out)
    aytown.write(lambda cursor: cursor.execute("DELETE FROM observation WHERE observer = 'P2'"))
    drafted_and_published(aytown, out)
    assert total(out) is None


def test_the_figures_of_a_withdrawn_release_stand_no_longer(aytown: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    identity = release.publish(aytown, release.draft(aytown), out)
    release.withdraw(aytown, str(identity), out)
    assert not out.exists()
    speak(aytown, range(6, 8))
    drafted = drafted_and_published(aytown, out)
    assert total(out) is None and drafted.reasons("aytown")["since"] == 4
    with pytest.raises(Refused, match="no release"):
        release.withdraw(aytown, str(identity))
    [stands] = aytown.ask(store.sql("release/listed")).itertuples()
    assert stands.cells == 0 and len(aytown.ask("FROM release")) == 2


def test_a_release_that_is_withdrawn_leaves_the_file_of_another(
    aytown: Store, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    first = release.publish(aytown, release.draft(aytown), out)
    release.publish(aytown, release.draft(aytown), out)
    with pytest.raises(Refused, match="another release"):
        release.withdraw(aytown, str(first), out)
    assert total(out) and len(aytown.ask(store.sql("release/listed"))) == 2
    with pytest.raises(Refused, match=f"These do: .*{first}"):
        release.withdraw(aytown, "nothing")


def test_few_people_who_all_say_the_same_of_a_block_are_only_said_to_be_alike(
    aytown: Store, tmp_path: Path
) -> None:
    def views(levels: list[int], block: str) -> list[dict[str, Any]]:
        return [
            {
                "id": str(uuid4()), "place": "aytown", "block": block, "observer": f"P{n}",
                "observed_on": date(2025, 1, 1), "level": level, "consent": 1,
                "recorded_at": LONG_AGO,
            }
            for n, level in enumerate(levels)
        ]  # fmt: skip

    speak(aytown, range(6, 12))
    put(aytown, "block_view", views([2] * 6, "data") + views([2] * 6 + [3] * 6, "funding"))
    out = tmp_path / "out.duckdb"
    drafted_and_published(aytown, out)
    with opened(out) as file:
        table = file.ask("cells", words="plain", place="aytown", about="infrastructure")
    found = {
        (row.subject, None if pd.isna(row.level) else int(row.level)): (row.people, row.state)
        for row in table.itertuples()
    }
    assert found == {
        ("data", None): ("5–9", "alike"), ("funding", None): ("10–19", "count"),
        ("funding", 2): ("5–9", "count"), ("funding", 3): ("5–9", "count"),
    }  # fmt: skip


# --- the clock is put back ------------------------------------------------------------------------


Clock = Callable[[timedelta], None]
AHEAD, RIGHT = timedelta(minutes=20), timedelta()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Puts the clock ahead by so much; by none, it is right again."""
    right = store.now

    def ahead(by: timedelta) -> None:
        monkeypatch.setattr(store, "now", lambda: right() + by)

    return ahead


def test_a_place_stays_sensitive_that_was_called_so_once_the_clock_was_put_back(
    aytown: Store, clock: Clock
) -> None:
    clock(AHEAD)
    grain.choose(aytown, "aytown", Grain(half_years=True))
    clock(RIGHT)
    for chosen in (Grain(is_sensitive=True), Grain(), Grain(is_sensitive=True)):
        grain.choose(aytown, "aytown", chosen)
        assert grain.kept(aytown, "aytown") == chosen


def test_what_was_taken_back_before_the_clock_was_put_back_counts_in_no_release(
    aytown: Store, clock: Clock, tmp_path: Path
) -> None:
    identity = aytown.ask("SELECT id FROM observation_now WHERE observer = 'P1'").id[0]
    clock(AHEAD)
    takeback.withdraw_observation(aytown, identity)
    clock(RIGHT)
    drafted_and_published(aytown, tmp_path / "out.duckdb")
    assert counted(aytown) == [5]


def test_what_is_said_and_taken_back_once_the_clock_was_put_back_comes_after_a_release(
    aytown: Store, clock: Clock, tmp_path: Path
) -> None:
    """It would be taken for what was shown already, and then be shown with one person more."""
    out = tmp_path / "out.duckdb"
    clock(AHEAD)
    drafted_and_published(aytown, out)
    clock(RIGHT)
    first = total(out)
    record.observation(
        aytown, record.new_id(), place="aytown", part="culture", behaviour="PAR1",
        observer="P6", observed_on=date(2025, 2, 1), strength=0.0,
    )  # fmt: skip
    drafted_and_published(aytown, out)
    assert total(out) == first and counted(aytown) == [6, 6]
    takeback.withdraw_observer(aytown, "aytown", "P0")
    drafted = drafted_and_published(aytown, out)
    assert total(out) is None and drafted.reasons("aytown")["withdrawn"] == 4


def test_a_release_follows_the_one_before_also_where_the_clock_was_put_back(
    aytown: Store, clock: Clock, tmp_path: Path
) -> None:
    out, released = tmp_path / "out.duckdb", []
    for ahead in (AHEAD, RIGHT, RIGHT):
        clock(ahead)
        released.append(str(release.publish(aytown, release.draft(aytown), out)))
    assert aytown.ask(store.sql("release/listed")).id.tolist() == released[::-1]


def test_whatever_is_kept_comes_after_the_last_release_where_the_clock_was_put_back(
    tiny: Store, clock: Clock, tmp_path: Path
) -> None:
    here: dict[str, Any] = {"place": "aytown", "observer": "Z1", "observed_on": date(2025, 2, 1)}
    said: dict[str, UUID] = {name: record.new_id() for name in ("observation", "relationship")}
    record.observation(tiny, said["observation"], behaviour="PAR1", strength=3.0, **here)
    record.relationship(tiny, said["relationship"], party="A", other_party="B", trust=3, **here)
    gathering = record.new_id()
    record.gathering(tiny, gathering, place="aytown", held_on=date.today())
    clock(AHEAD)
    drafted_and_published(tiny, tmp_path / "out.duckdb")
    clock(RIGHT)
    tables = ("observation", "relationship", "block_view")
    before = {name: set(tiny.ask(f"SELECT id FROM {name}").id) for name in tables}
    record.observation(tiny, record.new_id(), behaviour="PAR1", strength=4.0, **here)
    record.relationship(tiny, record.new_id(), party="A", other_party="C", trust=4, **here)
    record.block_view(tiny, record.new_id(), block="strategies", level=2, **here)
    bring(tiny, {"note": "Brought in later."})
    for about in rounds.ABOUT:
        sides: dict[str, Any] = (
            {"party": "A", "other_party": "B"} if about == "relationship" else {}
        )
        code = rounds.open_round(
            tiny, record.new_id(), gathering=gathering, place="aytown", about=about, **sides
        )
        opened, key = rounds.join(tiny, gathering, code, None)
        [subject, *_] = rounds.subjects(tiny, about, "plain")
        rounds.cast(tiny, record.new_id(), opened, key, {subject.code: 2})
        rounds.close(tiny, opened)
    standing = takeback.amend_observation(tiny, said["observation"], strength=5.0)
    takeback.withdraw_observation(tiny, standing)
    takeback.withdraw(tiny, "relationship", said["relationship"])
    takeback.withdraw_observer(tiny, "aytown", "Z1")
    [moment] = tiny.ask("SELECT released_at FROM release").released_at
    for name, ids in before.items():
        rows = tiny.ask(f"SELECT id, recorded_at FROM {name}")
        new = rows[~rows.id.isin(ids)]
        assert len(new) >= 3 and (new.recorded_at > moment).all(), name


# --- nothing, or all of it ------------------------------------------------------------------------


def remembered(held: Store) -> tuple[int, int, int]:
    names = ("release", "released_cell", "change")
    counts = [int(held.ask(f"SELECT count(*) AS n FROM {name}").n[0]) for name in names]
    return counts[0], counts[1], counts[2]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes()
        for file in folder.iterdir()
        if file.is_file() and "mirror" not in file.name
    }  # fmt: skip


@pytest.mark.parametrize("fault", ["audit", "search", "file", "memory", "place"])
def test_an_error_releases_nothing(
    fault: str, aytown: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.duckdb"
    drafted_and_published(aytown, out)
    speak(aytown, range(6, 12))
    before = remembered(aytown), contents(tmp_path)

    def breaks(*_: object, **__: object) -> None:
        raise {
            "audit": np.linalg.LinAlgError("SVD did not converge"), "place": OSError(28, "full")
        }.get(fault, RuntimeError(fault))  # fmt: skip

    broken = {
        "audit": (np.linalg, "svd"), "search": (disclosure, "_Search"),
        "file": (store, "make_apart"), "memory": (intake, "record_change"),
        "place": (Path, "replace"),
    }[fault]  # fmt: skip
    monkeypatch.setattr(*broken, breaks)
    with pytest.raises((Refused, RuntimeError)) as raised:
        drafted_and_published(aytown, out)
    monkeypatch.undo()
    if fault in ("audit", "place"):
        assert isinstance(raised.value, Refused)
    releases, cells, _ = remembered(aytown)
    assert ((releases, cells), contents(tmp_path)) == (before[0][:2], before[1])


def test_a_draft_goes_out_only_while_nothing_came_after_it(aytown: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    drafted = release.draft(aytown)
    takeback.withdraw_observer(aytown, "aytown", "P0")
    with pytest.raises(Refused, match="meanwhile"):
        release.publish(aytown, drafted, out)
    assert not out.exists() and remembered(aytown)[:2] == (0, 0)


@pytest.mark.parametrize("name", ["words.txt", "other.duckdb", "mirror.duckdb", "folder", "no/x"])
def test_what_is_no_release_is_left_as_it_is(name: str, aytown: Store, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("Ours.")
    (tmp_path / "folder").mkdir()
    other = store.open_store(tmp_path / "other.duckdb")
    other.close()
    before = contents(tmp_path)
    with pytest.raises(Refused) as refused:
        drafted_and_published(aytown, tmp_path / name)
    assert str(refused.value).endswith(".") and "\n" not in str(refused.value)
    assert contents(tmp_path) == before
    assert remembered(aytown)[:2] == (0, 0)


@pytest.mark.parametrize("left", ["nothing", "a part", "no table", "text"])
def test_a_damaged_release_where_partners_read_bars_neither_the_next_nor_the_withdrawal(
    left: str, aytown: Store, tmp_path: Path
) -> None:
    out = release.file_of("aytown")
    first = str(release.publish(aytown, release.draft(aytown), out))

    def damage() -> None:
        whole = out.read_bytes()
        out.unlink()
        if left == "no table":
            store.make_apart(out, lambda _: None)
        else:
            out.write_bytes({"nothing": b"", "a part": whole[:9000], "text": b"Ours."}[left])

    damage()
    second = str(release.publish(aytown, release.draft(aytown), out))
    with opened(out) as file:
        assert file.ask("about").id[0] == second
    damage()
    release.withdraw(aytown, first)
    release.finish(aytown)
    assert out.exists(), "another release of this place stands still"
    damaged = out.read_bytes()
    release.withdraw(aytown, second)
    assert not out.exists()
    out.write_bytes(damaged)
    release.finish(aytown)
    assert not out.exists(), "nor does it stay where an opening finds it"


def test_a_release_is_published_and_withdrawn_while_partners_read_it(aytown: Store) -> None:
    out = release.file_of("aytown")
    release.publish(aytown, release.draft(aytown), out)
    over, faults = threading.Event(), list[BaseException]()

    def read() -> None:
        while not over.is_set():
            try:
                with opened(out) as file:
                    file.ask("about")
            except Refused as refusal:
                # Between a withdrawal and the next release there is none.
                if not str(refusal).endswith("Choose a file that is there."):
                    faults.append(refusal)
            except BaseException as fault:
                faults.append(fault)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(6):
            identity = str(release.publish(aytown, release.draft(aytown), out))
            with opened(out) as file:
                assert file.ask("about").id[0] == identity
            release.withdraw(aytown, identity)
            assert not out.exists()
    finally:
        over.set()
        for reader in readers:
            reader.join()
    assert not faults


def test_a_place_that_is_not_held_is_refused(aytown: Store) -> None:
    with pytest.raises(Refused, match="nowhere"):
        release.draft(aytown, ["nowhere"])
    with pytest.raises(Refused, match="nowhere"):
        grain.choose(aytown, "nowhere", Grain(is_sensitive=True))


def test_starting_empty_forgets_what_was_shown_of_the_sample(
    sampled: Store, tmp_path: Path
) -> None:
    drafted_and_published(sampled, tmp_path / "out.duckdb")
    sample.start_empty(sampled)
    assert remembered(sampled)[:2] == (0, 0)


def test_a_wrong_file_that_is_undone_leaves_none_of_its_words_in_what_is_remembered(
    aytown: Store, tmp_path: Path
) -> None:
    rows = [
        {"place": "Wrongtown", "observer": f"W{n}", "organisation": ORGANISATIONS[n % 3]}
        for n in range(6)
    ]
    bring(aytown, *rows)
    drafted_and_published(aytown, tmp_path / "out.duckdb")
    places = "SELECT DISTINCT place FROM released_cell ORDER BY 1"
    assert aytown.ask(places).place.tolist() == ["aytown", "wrongtown"]
    takeback.undo_batch(aytown, takeback.batches(aytown)[0].id)
    assert aytown.ask(places).place.tolist() == ["aytown"]


# --- from the command line ------------------------------------------------------------------------


@pytest.fixture
def closed(sampled: Store) -> Iterator[Path]:
    sampled.close()
    yield sampled.path


def test_the_command_tells_what_partners_will_see_and_can_take_it_back(
    closed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "for partners.duckdb"
    done = mirror(closed, "release", "--out", out, "--place", "gateshead")
    assert done.returncode == 0 and not done.stderr
    assert "Gateshead: " in done.stdout and "Barking" not in done.stdout
    assert "hidden: too few people" in done.stdout and "could be read." in done.stdout
    identity = done.stdout.splitlines()[-1].split()[1]
    done = mirror(closed, "release", "--withdraw", identity, "--out", out)
    assert done.returncode == 0 and not out.exists()


def test_the_command_refuses_in_a_sentence(
    closed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = closed.read_bytes()
    assert main(["release", "--out", str(closed)]) == 1
    assert main(["release", "--out", str(tmp_path / "x"), "--place", "nowhere"]) == 1
    assert main(["release", "--withdraw", "nothing"]) == 1
    said_ = capsys.readouterr()
    assert len(said_.err.splitlines()) == 3 and not said_.out
    assert closed.read_bytes() == before
    with pytest.raises(SystemExit):
        main(["release", "--withdraw", "x", "--place", "y"])
