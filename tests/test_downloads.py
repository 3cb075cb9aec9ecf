"""What is taken away from a page arrives, however many others are at work."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from mirror import downloads
from tests import served
from tests.tab import Tab

WHERE = ("behaviours", "place=gateshead&words=plain")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A house on its sample."""
    with served.house(tmp_path_factory.mktemp("house") / "mirror.duckdb") as address:
        yield address


def way_of(tab: Tab) -> str:
    """The way to make the file of the rows that the tab shows."""
    way: str = tab.labelled("download_button", "Download these rows").deferred_file_id
    return way


def test_a_file_is_there_to_be_fetched_though_others_have_read_pages_since_it_was_made(
    house: str,
) -> None:
    async def made_and_fetched_late() -> str:
        tab, other = Tab(house, *WHERE), Tab(house, *WHERE)
        for each in (tab, other):
            await each.connect()
            await each.answer()
        address = await tab.made(way_of(tab))
        for _ in range(3):
            await other.answer()
        await tab.close()
        await other.close()
        return address

    with urlopen(asyncio.run(made_and_fetched_late())) as fetched:
        assert "Behaviour," in fetched.readline().decode("utf-8-sig")


def test_a_click_gives_its_file_though_the_page_is_drawn_anew_before_it_is_heard(
    house: str,
) -> None:
    async def click_on_what_was_drawn_before() -> str:
        tab = Tab(house, *WHERE)
        await tab.connect()
        await tab.answer()
        before = way_of(tab)
        await tab.answer()
        assert way_of(tab) != before
        address = await tab.made(before)
        await tab.close()
        return address

    with urlopen(asyncio.run(click_on_what_was_drawn_before())) as fetched:
        assert "Behaviour," in fetched.readline().decode("utf-8-sig")


def test_what_no_page_has_shown_for_a_while_is_thrown_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("_get_inactive_file_ids", "_remove_orphaned_deferred_callables"):
        monkeypatch.setattr(MediaFileManager, name, getattr(MediaFileManager, name))
    downloads.stay()
    storage = MemoryMediaFileStorage("/media")
    manager = MediaFileManager(storage)
    way = manager.add_deferred(lambda: b"rows", "text/csv", "1", "rows.csv")
    manager.execute_deferred(way)
    manager.clear_session_refs()

    def held() -> tuple[int, int]:
        for _ in range(3):
            manager.remove_orphaned_files()
        return len(manager._deferred_callables), len(storage._files_by_id)

    assert held() == (1, 1)
    monkeypatch.setattr(downloads, "STAYS", -1.0)
    assert held() == (0, 0)
