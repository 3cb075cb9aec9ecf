"""The wall and the pages around it in a real browser: large, whole, moved by a remote's keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mirror import launch, presenting, record, store, workshop
from mirror.panels import PAGES as VIEWS
from mirror.workshop import Item, Workshop
from tests import served
from tests.doorway import Phone
from tests.served import settle
from tests.test_browser import OUTSIDE, OVERLAPPING, SIDEWAYS
from tests.test_pages import PICTURES
from tests.test_workshop_browser import prepared, press

pytestmark = pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")

SCREENS = {"old projector": (1280, 720), "wall": (1920, 1080)}
#: How large the letters of a picture are on a screen, in pixels: what it was drawn with, as scaled.
LETTERS = """() => {
    const svg = document.querySelector(".vega-embed svg.marks")
    const box = svg.getBoundingClientRect(), drawn = svg.viewBox.baseVal
    return 16 * Math.min(box.width / drawn.width, box.height / drawn.height)
}"""


@pytest.fixture(scope="module")
def gathering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Workshop]]:
    """The address of a house on its sample, and a gathering that looks at all of its views."""
    data = tmp_path_factory.mktemp("wall") / "mirror.duckdb"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("MIRROR_DATA", str(data))
        held = launch.house()
        identity = record.new_id()
        agenda = [Item(page, "place=gateshead", f"What is worth {page}?") for page in VIEWS]
        agenda.append(Item("scoring", "place=gateshead&about=behaviour", "Where do we differ?"))
        workshop.prepare(
            held, identity, place="gateshead", held_on=date.today(), purpose="All of it",
            ends_at=time(23, 59), people={"council": 3}, agenda=agenda,
        )  # fmt: skip
        found = workshop.found(str(identity))
        assert found is not None
        held.close()
    with served.house(data) as address:
        yield address, found


def hung(chromium: Browser, where: tuple[str, Workshop], step: int, size: tuple[int, int]) -> Page:
    """A view on a wall of this size."""
    tab = chromium.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    tab.goto(f"{where[0]}/{presenting.link(where[1], step)}")
    settle(tab, PICTURES.get(where[1].agenda[step].page))
    tab.wait_for_timeout(700)
    settle(tab)
    return tab


@pytest.mark.parametrize("step", range(len(VIEWS) + 1), ids=[*VIEWS, "scoring"])
def test_a_view_on_the_wall_is_whole_and_large_and_axe_finds_nothing(
    step: int, chromium: Browser, gathering: tuple[str, Workshop]
) -> None:
    page = gathering[1].agenda[step].page
    for screen, (width, height) in SCREENS.items():
        tab = hung(chromium, gathering, step, (width, height))
        assert tab.evaluate(SIDEWAYS) == 0, screen
        assert tab.evaluate(OUTSIDE) == [], f"{screen}: text stands outside its picture"
        assert tab.evaluate(OVERLAPPING) == [], f"{screen}: two texts lie on each other"
        asked = tab.get_by_role("heading", name=gathering[1].agenda[step].question)
        expect(asked).to_be_in_viewport()
        if page in PICTURES:
            assert tab.evaluate(LETTERS) * 1920 / width >= 20, "legible from the back of the room"
        title = tab.get_by_role("heading", level=1)
        size = title.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
        assert 32 <= size * 1920 / width <= 40
        found = served.by_axe(tab)
        assert found.violations_count == 0, found.generate_report()
        tab.context.close()


def test_a_remote_moves_the_wall_and_a_hidden_strip_stays_hidden(
    chromium: Browser, gathering: tuple[str, Workshop]
) -> None:
    tab = hung(chromium, gathering, 2, (1280, 720))
    press(tab, "PageUp", "/behaviours.*step=2")
    press(tab, "ArrowLeft", "/home.*step=1")
    press(tab, "h", "bar=off")
    expect(tab.get_by_role("button", name="Next")).to_have_count(0)
    press(tab, "PageDown", "/behaviours.*step=2")
    assert "bar=off" in tab.url
    tab.reload()
    settle(tab, "Behaviours heatmap")
    expect(tab.get_by_role("button", name="Next")).to_have_count(0)
    press(tab, "h", "/behaviours[^#]*$")
    expect(tab.get_by_role("button", name="Next")).to_be_visible()
    press(tab, "l", "clock=on")
    expect(tab.get_by_text(re.compile("minutes? left|It was to end"))).to_be_visible()
    tab.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_that_prepares_is_whole_and_axe_finds_nothing(
    scheme: str, width: int, chromium: Browser, gathering: tuple[str, Workshop]
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="light" if scheme == "light" else "dark",
    )
    tab = context.new_page()
    for view in ("gathering?place=gateshead", "gathering?place=gateshead&gathering=new", "scoring"):
        tab.goto(f"{gathering[0]}/{view}")
        settle(tab)
        served.open_all(tab)
        tab.wait_for_timeout(700)
        settle(tab)
        assert tab.evaluate(SIDEWAYS) == 0, view
        found = served.by_axe(tab, scheme=scheme)
        assert found.violations_count == 0, found.generate_report()
    context.close()


def test_a_house_that_stops_in_mid_round_goes_on_where_it_was(
    chromium: Browser, tmp_path: Path
) -> None:
    """The laptop restarts: what a phone was told is in stays in, and its page goes on."""
    data = tmp_path / "mirror.duckdb"
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    with served.house(data) as address:
        _, way = prepared(context, address)
        wall = context.new_page()
        wall.goto(way.replace("home?", "scoring?about=behaviour&").replace("step=1", "step=3"))
        wall.get_by_role("button", name="Open the door and begin").click()
        code = wall.get_by_role("heading", name=re.compile("^Code ")).inner_text().split()[1]
        where = wall.get_by_role("heading", name=re.compile(r":\d+$")).inner_text()
        phone = Phone(int(where.rsplit(":", 1)[1]))
        phone.get(f"/{code}")
        assert phone.is_in(code, {"PER1": 7})
        served.kill(address)
    with served.house(data, at=address) as again:
        assert again == address
        wall.goto(way.replace("home?", "scoring?about=behaviour&").replace("step=1", "step=3"))
        expect(wall.get_by_role("heading", name="1 of 8 answered")).to_be_visible()
        expect(wall.get_by_text("its door is shut")).to_be_visible()
        wall.get_by_role("button", name="Open the door again").click()
        expect(wall.get_by_role("heading", name=f"Code {code}")).to_be_visible()
        assert phone.is_in(code, {"PER1": 8}), "the same phone, the same code"
        expect(wall.get_by_role("heading", name="1 of 8 answered")).to_be_visible()
        wall.get_by_role("button", name="Close it and show what we see").click()
        expect(wall.get_by_text("1 person answered, each alone.")).to_be_visible()
    context.close()
    held = store.open_store(data)
    try:
        kept = held.ask("SELECT strength FROM observation_now WHERE gathering IS NOT NULL")
    finally:
        held.close()
    assert kept.strength.tolist() == [8], "one person, one vote, the later"
