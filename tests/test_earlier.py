"""A file that any earlier schema made, by its own code, opens today and holds what it held."""

from __future__ import annotations

import json
import lzma
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from mirror import chain, store
from tests.earlier.fill import counted
from tests.test_pages import DOING, PAGES, drawn, pictures
from tests.test_pages import opened as page

FOLDER = store.ROOT / "tests" / "earlier"
AGES = sorted(file.name.split(".")[0] for file in FOLDER.glob("*.duckdb.xz"))
MIGRATIONS = sorted(step.stem for step in store.MIGRATIONS.glob("*.sql"))

SHAPE = {
    "tables and columns": "SELECT table_name, column_name, ordinal_position, column_default,"
    " is_nullable, data_type FROM information_schema.columns ORDER BY ALL",
    "rules": "SELECT table_name, constraint_type, constraint_text, constraint_column_names"
    " FROM duckdb_constraints() ORDER BY ALL",
    "views": "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL",
}


@pytest.fixture(scope="module", params=AGES)
def age(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def earlier(age: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as that schema left it, opened by nobody since."""
    return unpacked(age, tmp_path_factory.mktemp(age))


@pytest.fixture(scope="module")
def today(earlier: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Store]:
    """The same, opened by today's house."""
    path = tmp_path_factory.mktemp("today") / "mirror.duckdb"
    shutil.copy(earlier, path)
    with opened(path) as held:
        yield held


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Store]:
    """A file that was made today."""
    with opened(tmp_path_factory.mktemp("new") / "mirror.duckdb") as held:
        yield held


@contextmanager
def opened(path: Path) -> Iterator[store.Store]:
    with closing(store.open_store(path)) as held:
        yield held


def unpacked(age: str, folder: Path) -> Path:
    path = folder / "mirror.duckdb"
    path.write_bytes(lzma.decompress((FOLDER / f"{age}.duckdb.xz").read_bytes()))
    return path


def told(age: str) -> dict[str, Any]:
    """What the code of that time counted in its file."""
    said: dict[str, Any] = json.loads((FOLDER / f"{age}.json").read_text(encoding="utf-8"))
    return said


def migrated(held: store.Store | store.Apart) -> list[str]:
    names: list[str] = held.ask(store.sql("store/applied")).name.tolist()
    return names


def rows(held: store.Store | store.Apart, table: str, columns: list[str]) -> pd.DataFrame:
    """A table's rows in an order of their own, with these columns."""
    return held.ask(f"SELECT {', '.join(columns)} FROM {table} ORDER BY ALL")


def test_a_file_is_kept_of_every_schema_that_people_may_still_have() -> None:
    assert set(MIGRATIONS[:-1]) <= set(AGES) <= set(MIGRATIONS)


def test_a_kept_file_is_what_the_code_of_its_time_said_it_is(age: str, earlier: Path) -> None:
    with closing(store.open_apart(earlier)) as before:
        assert migrated(before) == MIGRATIONS[: MIGRATIONS.index(age) + 1]
        assert counted(before) == {name: told(age)[name] for name in ("rows", "standing")}


def test_an_earlier_file_opens_today_with_the_same_counts(age: str, today: store.Store) -> None:
    now, then = counted(today), told(age)
    assert migrated(today) == MIGRATIONS
    assert now["standing"] == then["standing"]
    del then["rows"]["migration"]
    assert then["rows"].items() <= now["rows"].items()


def test_an_earlier_file_holds_the_same_rows_to_the_letter(
    earlier: Path, today: store.Store
) -> None:
    with closing(store.open_apart(earlier)) as before:
        held = before.ask(
            "SELECT table_name, list(column_name ORDER BY ordinal_position) AS columns"
            " FROM information_schema.columns WHERE table_name <> 'migration' GROUP BY ALL"
        )
        assert {"observation", "observation_now", "place", "change"} <= set(held.table_name)
        for table, columns in zip(held.table_name, map(list, held["columns"]), strict=True):
            then, now = rows(before, table, columns), rows(today, table, columns)
            pd.testing.assert_frame_equal(now, then, obj=table)


def test_an_earlier_file_has_the_shape_of_a_new_one(today: store.Store, new: store.Store) -> None:
    for what, question in SHAPE.items():
        pd.testing.assert_frame_equal(today.ask(question), new.ask(question), obj=what)


def test_the_change_log_of_an_earlier_file_fits(today: store.Store) -> None:
    found = chain.checked(today)
    assert found.wrong is None
    assert found.entries > 1


def test_an_earlier_file_is_migrated_once_and_copied_aside_before(
    age: str, earlier: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mirror.duckdb"
    shutil.copy(earlier, path)
    for _ in range(2):
        with opened(path) as held:
            assert migrated(held) == MIGRATIONS
        copies = list(store.backups(path).iterdir()) if store.backups(path).exists() else []
        assert len(copies) == (age != MIGRATIONS[-1])
    with closing(store.open_apart(earlier)) as before:
        for copy in copies:
            assert f"-before-{MIGRATIONS[MIGRATIONS.index(age) + 1]}-" in copy.name
            with closing(store.open_apart(copy)) as aside:
                assert aside.is_a_house()
                assert aside.sums() == before.sums()
                assert counted(aside) == counted(before)


@pytest.mark.parametrize("age", [AGES[0], MIGRATIONS[-2]], indirect=True)
def test_every_page_opens_on_an_earlier_file(
    age: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked(age, data.parent)
    for name in PAGES:
        app = page(name, place="aytown")
        assert not app.exception, name
        assert pictures(app)[:1] == drawn(name)
        assert app.title[0].value.endswith("?")
    for name in DOING:
        app = page(name)
        assert not app.exception, name
        assert app.title[0].value.endswith("?"), name
