"""The worlds that tests look at: an empty house, a tiny world written as SQL, and the sample."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from mirror import sample, store, vocabulary
from tests import served

# Three tests at a time share a machine with three servers and three browsers.
expect.set_options(timeout=30_000)

TINY = Path(__file__).parent / "tiny.sql"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The path of a file that is not there yet, and that this test's house will use."""
    path = tmp_path / "mirror.duckdb"
    monkeypatch.setenv("MIRROR_DATA", str(path))
    yield path
    if path.exists():
        store.open_store(path).close()


@pytest.fixture
def empty(data: Path) -> store.Store:
    """A house with its words and nothing else."""
    held = store.open_store(data)
    vocabulary.bring_up_to_date(held)
    return held


@pytest.fixture
def tiny(empty: store.Store) -> store.Store:
    """A world small enough to reckon by hand; tests/tiny.sql says what is in it."""
    empty.write(lambda cursor: cursor.execute(TINY.read_text(encoding="utf-8")))
    return empty


@pytest.fixture
def sampled(empty: store.Store) -> store.Store:
    """The house as it is on first launch."""
    sample.fill(empty)
    return empty


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser without a screen, for the tests of one file."""
    with served.browser() as opened:
        yield opened
