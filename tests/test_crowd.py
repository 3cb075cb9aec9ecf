"""Many at once, of whom some lose their line: nothing is lost, doubled or moved."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, expect

from bench import crowd
from mirror import panels, store, words
from mirror.fields import UNHEARD
from mirror.pack import drawn
from tests import served
from tests.line import line
from tests.tab import Tab
from tests.test_pages import opened

#: Of the pages that readers open, the one with most on it, and the one that asks most of the file.
VIEWS = (("behaviours", "place=gateshead&words=plain"), ("home", "place=gateshead&words=framework"))


@dataclass
class House:
    """A house that is served, its file, and each note that somebody was told is kept."""

    address: str
    told: list[str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house on its sample. Once all have left it, each note told is in its file, and once."""
    path = tmp_path_factory.mktemp("house") / "mirror.duckdb"
    with served.house(path) as address:
        lived_in = House(address, [])
        yield lived_in
    kept = crowd.kept(path)
    assert {note: kept[note] for note in lived_in.told} == dict.fromkeys(lived_in.told, 1)


def test_readers_and_writers_at_once_lose_and_double_nothing_and_keep_their_place(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "READS", 2)
    monkeypatch.setattr(crowd, "SAVES", 2)
    heard = asyncio.run(crowd.crowd(house.address, 3, 3, lambda: lambda done: done < 3, VIEWS))
    house.told += heard.told
    assert heard.wrong == []
    assert heard.drops > 0
    assert len(heard.told) == 3 * 3


def test_a_save_whose_answer_was_lost_on_the_way_is_kept_once(house: House) -> None:
    async def lose_the_answer() -> None:
        tab, note = Tab(house.address, "record", "place=gateshead"), "W-99 saw it, and once."
        await crowd.begin_to_write(tab, "W-99")
        tab.write(crowd.NOTE, note)
        # What the browser holds, to which nothing more comes.
        unaware = replace(tab, chosen=dict(tab.chosen))
        await tab.press("Save")
        tab.drop()
        await unaware.connect()
        await unaware.answer()
        [told] = unaware.told()
        assert told.endswith(words.literal(UNHEARD)) and unaware.session == tab.session
        await unaware.press("Save")
        assert unaware.told() == tab.told(), "a click on what came again is told the same"
        house.told.append(note)
        unaware.write(crowd.NOTE, "W-99 saw another thing.")
        await unaware.press("Save")
        house.told.append("W-99 saw another thing.")
        await unaware.close()

    asyncio.run(lose_the_answer())


def test_a_grid_whose_answer_was_lost_on_the_way_is_told_as_kept_to_the_tab_that_comes_again(
    house: House,
) -> None:
    """The grid is empty by then, so whoever is not told types a whole room anew."""

    async def lose_the_answer() -> None:
        tab = Tab(house.address, "record", "place=gateshead&kind=room")
        await tab.connect()
        await tab.answer()
        tab.count("How many people were in the room?", 2)
        tab.fill({0: {"PER1": "7"}, 1: {"PER1": "4"}})
        unaware = replace(tab, chosen=dict(tab.chosen))
        await tab.press("Save")
        assert tab.told() == [words.literal("Saved: 2 people.")]
        tab.drop()
        await unaware.connect()
        await unaware.answer()
        assert unaware.session == tab.session
        assert unaware.told() == [words.literal(f"Saved: 2 people. {UNHEARD}")]
        await unaware.answer()
        assert unaware.told() == [], "it is told once"
        unaware.fill({0: {"PER1": "1"}})
        await unaware.press("Save")
        assert unaware.told() == [words.literal("Saved: 2 people.")]
        await unaware.close()

    asyncio.run(lose_the_answer())


def test_a_picture_that_is_taken_away_has_its_rows_while_pages_are_drawn(
    sampled: store.Store,
) -> None:
    chart = panels.of("pace", "place=gateshead").drawings[0].chart
    alone = drawn.draw(chart).svg
    meanwhile, over = set[str](), threading.Event()

    def take_away() -> None:
        while not over.is_set():
            meanwhile.add(drawn.draw(chart).svg)

    taking = threading.Thread(target=take_away)
    taking.start()
    try:
        opened("pace", place="gateshead")
    finally:
        over.set()
        taking.join()
    assert meanwhile == {alone}


def test_what_is_asked_and_drawn_again_and_again_leaves_nothing_behind(
    sampled: store.Store,
) -> None:
    def remembered() -> int:
        gc.collect()
        return sum(isinstance(thing, weakref.ReferenceType) for thing in gc.get_objects())

    opened("behaviours", place="gateshead")
    before = remembered()
    for _ in range(5):
        opened("behaviours", place="gateshead")
    assert remembered() - before < 5


@pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")
def test_a_browser_whose_line_was_cut_stands_where_it_stood_and_goes_on(
    house: House, chromium: Browser
) -> None:
    with line(house.address) as cable:
        tab = chromium.new_page()
        tab.goto(f"{cable.address}/record?place=gateshead&words=framework")
        box = tab.get_by_role("combobox", name="Who noticed it?")
        box.click()
        box.press_sequentially("W-98")
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("combobox", name="Who do they speak for?")).to_be_visible()
        which = tab.get_by_role("combobox", name="Which behaviour?")
        which.click()
        which.press_sequentially("shared")
        tab.keyboard.press("Enter")
        expect(tab.get_by_text("When it is there")).to_be_visible()
        chosen = which.input_value()
        note = tab.get_by_role("textbox", name="What did you notice")
        note.press_sequentially("W-98 saw it, with")
        served.settle(tab)

        app = tab.get_by_test_id("stApp")
        cable.cut()
        expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED")
        cable.mend()
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=60_000)

        expect(tab).to_have_url(f"{cable.address}/record?place=gateshead&words=framework")
        expect(tab.get_by_role("combobox", name="Place", exact=True)).to_have_value("Gateshead")
        expect(box).to_have_value("W-98")
        expect(which).to_have_value(chosen)
        expect(note).to_have_value("W-98 saw it, with")
        note.press_sequentially(" a cut between.")
        tab.get_by_role("button", name="Save", exact=True).click()
        expect(tab.get_by_text(f"Saved: {chosen}.")).to_be_visible()
        house.told.append("W-98 saw it, with a cut between.")
        tab.close()
