"""A gathering played through, as a facilitator with a laptop and people with phones would."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pptx import Presentation

from mirror import store
from tests import served
from tests.doorway import Phone

pytestmark = pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")

#: Where to keep pictures of what was seen, for somebody to look at.
SHOTS = os.environ.get("MIRROR_SHOTS")


@pytest.fixture
def laptop(chromium: Browser) -> Iterator[BrowserContext]:
    """A laptop whose own look is dark: the wall is light all the same."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 720}, color_scheme="dark", accept_downloads=True
    )
    yield context
    context.close()


@pytest.fixture
def phones(chromium: Browser) -> Iterator[list[Page]]:
    contexts = [chromium.new_context(viewport={"width": 390, "height": 780}) for _ in range(3)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def seen(tab: Page, name: str) -> None:
    if SHOTS:
        tab.screenshot(path=f"{SHOTS}/{name}.png")


def rest(tab: Page) -> None:
    tab.wait_for_timeout(300)
    tab.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def press(tab: Page, key: str, leads_to: str) -> None:
    """Press a key until it has been heard: a page that is being drawn may not listen yet."""
    for _ in range(5):
        rest(tab)
        tab.keyboard.press(key)
        try:
            tab.wait_for_url(re.compile(leads_to), timeout=4_000)
        except Exception:
            continue
        rest(tab)
        return
    raise AssertionError(f"{key} does not lead to {leads_to}, but stays at {tab.url}")


def capture(wall: Page, key: str, label: str, said: str, **more: str) -> None:
    """One keystroke, what was said, and Keep it."""
    rest(wall)
    wall.keyboard.press(key)
    box = wall.get_by_role("dialog").get_by_label(label)
    box.wait_for()
    # A click in a dialog is lost while the page behind it is still being drawn.
    rest(wall)
    box.fill(said)
    for other, text in more.items():
        wall.get_by_role("dialog").get_by_label(re.compile(other)).fill(text)
    wall.get_by_role("dialog").get_by_role("button", name=re.compile("Keep it")).click()
    expect(wall.get_by_role("dialog")).to_have_count(0)
    expect(wall.get_by_text(said)).to_be_visible()


def answer(phone: Page, numbers: dict[str, int]) -> None:
    for behaviour, number in numbers.items():
        group = phone.get_by_role("group", name=behaviour)
        group.locator(f'input[value="{number}"]').check(force=True)
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_role("heading", name="Your answers are in.")).to_be_visible()


def prepared(laptop: BrowserContext, address: str) -> tuple[Page, str]:
    """The laptop's tab with a gathering prepared, and the way to the wall."""
    tab = laptop.new_page()
    tab.goto(f"{address}/gathering?place=gateshead")
    rest(tab)
    tab.get_by_label("What do you meet for?").fill("Who carries this on?")
    tab.get_by_label("Council", exact=True).fill("5")
    tab.get_by_label("Residents", exact=True).fill("3")
    tab.get_by_label("Residents", exact=True).press("Tab")
    rest(tab)
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_role("heading", name="Who carries this on?")).to_be_visible()
    rest(tab)
    seen(tab, "prepared")
    way = tab.get_by_role("link", name="Present it").get_attribute("href")
    assert way
    return tab, f"{address}/{way}"


def test_a_gathering_is_prepared_shown_scored_twice_captured_closed_and_taken_away(
    laptop: BrowserContext, phones: list[Page], tmp_path: Path
) -> None:
    data = tmp_path / "mirror.duckdb"
    with served.house(data) as address:
        tab, way = prepared(laptop, address)
        wall = laptop.new_page()
        wall.goto(way)
        rest(wall)
        expect(wall.get_by_role("link", name="Behaviours")).to_have_count(0)
        expect(wall.get_by_role("combobox")).to_have_count(0)
        paper = wall.locator('[data-testid="stApp"]').evaluate(
            "node => getComputedStyle(node).backgroundColor"
        )
        assert paper == "rgb(255, 255, 255)", "light, whatever the laptop is"
        seen(wall, "home")
        press(wall, "PageDown", "/behaviours.*step=2")
        served.marks(wall, "Behaviours heatmap").first.wait_for(state="attached")
        seen(wall, "behaviours")
        wall.reload()
        served.marks(wall, "Behaviours heatmap").first.wait_for(state="attached")
        expect(wall.get_by_text("2 of 4")).to_be_visible()

        # What the room says goes in as it is said.
        capture(wall, "n", "What was said, without names?", "The red letter is gone.")
        capture(
            wall, "t", "What will be done?", "Ask the residents first",
            **{"Who takes it": "Housing team"},
        )  # fmt: skip
        capture(wall, "p", "Which question do we keep for later?", "Who is not here?")
        capture(wall, "s", "What slipped back, in a few words?", "Forms before people")
        wall.get_by_role("button", name="Undo the last").click()
        expect(wall.get_by_text("Forms before people")).to_have_count(0)
        rest(wall)
        seen(wall, "captured")

        # Each alone first.
        press(wall, "ArrowRight", "/scoring.*step=3")
        wall.get_by_role("button", name="Open the door and begin").click()
        code = wall.get_by_role("heading", name=re.compile("^Code ")).inner_text().split()[1]
        where = wall.get_by_role("heading", name=re.compile(r":\d+$")).inner_text()
        port = int(where.rsplit(":", 1)[1])
        expect(wall.get_by_role("heading", name="0 of 8 answered")).to_be_visible()
        rest(wall)
        seen(wall, "door")
        door = f"http://127.0.0.1:{port}"
        for place, phone in enumerate(phones):
            phone.goto(f"{door}/")
            phone.get_by_role("textbox").fill(code)
            phone.get_by_role("textbox").press("Enter")
            answer(phone, {"We see the whole": 2 + place, "We share a purpose": 8})
            sent = time.monotonic()
            expect(wall.get_by_role("heading", name=f"{place + 1} of 8 answered")).to_be_visible()
            assert time.monotonic() - sent < 5
        seen(phones[0], "phone-in")
        others = [Phone(port) for _ in range(3)]
        for place, other in enumerate(others):
            other.get(f"/{code}")
            assert other.is_in(code, {"PER1": 3 + place, "PER3": 7})
        expect(wall.get_by_role("heading", name="6 of 8 answered")).to_be_visible()
        expect(wall.locator('[role="graphics-document"]')).to_have_count(0)

        # Then all together, and once more after talking.
        wall.get_by_role("button", name="Close it and show what we see").click()
        served.marks(wall, "What each of us sees").first.wait_for(state="attached")
        expect(wall.get_by_text("6 people answered, each alone.")).to_be_visible()
        rest(wall)
        seen(wall, "revealed")
        assert phones[0].context.request.get(f"{door}/{code}").status != 200 or (
            "Send my answers" not in phones[0].context.request.get(f"{door}/{code}").text()
        ), "the code is dead"
        wall.get_by_role("button", name="Score it again, after talking").click()
        for phone in phones:
            expect(phone.get_by_role("button", name="Send my answers")).to_be_visible(
                timeout=15_000
            )
            answer(phone, {"We see the whole": 6})
        expect(wall.get_by_role("heading", name="3 of 8 answered")).to_be_visible()
        wall.get_by_role("button", name="Close it and show what we see").click()
        expect(wall.get_by_text("3 people answered again after talking.")).to_be_visible()
        rest(wall)
        seen(wall, "revealed-again")

        # Closed together, and taken away.
        tab.bring_to_front()
        tab.reload()
        rest(tab)
        tab.get_by_text("What did we make of each view?").click()
        tab.get_by_label("What did we make of it?").first.fill("We listen more than we did.")
        tab.get_by_label("We could be wrong, because …").first.fill("Nobody asked the tenants.")
        tab.get_by_label("We could be wrong, because …").first.press("Tab")
        rest(tab)
        tab.get_by_role("button", name="Close the gathering").click()
        expect(tab.get_by_text("This gathering is closed.").first).to_be_visible(timeout=20_000)
        rest(tab)
        tab.get_by_role("button", name="Make the pack").click()
        slides = tab.get_by_role("button", name="Slides to edit, for PowerPoint")
        expect(slides).to_be_visible(timeout=90_000)
        seen(tab, "closed")
        pack = Path(served.taken(tab, slides).path()).read_bytes()
        assert not _listens(port), "the door is shut with the gathering"
    _holds(pack)
    held = store.open_store(data)
    try:
        facts = held.ask(
            "SELECT behaviour, strength FROM observation_now WHERE gathering IS NOT NULL"
        )
        both = held.ask("SELECT count(*) AS ballots FROM ballot").ballots[0]
    finally:
        held.close()
    first, later = [3, 4, 5], [6, 6, 6]
    assert sorted(facts[facts.behaviour == "PER1"].strength) == sorted(first + later)
    assert sorted(facts[facts.behaviour == "PER3"].strength) == [7] * 3 + [8] * 3
    assert both == 9, "both rounds are kept"


def _listens(port: int) -> bool:
    try:
        Phone(port).get("/")
    except OSError:
        return False
    return True


def _holds(pack: bytes) -> None:
    """The slides say what was seen and said."""
    slides = list(Presentation(BytesIO(pack)).slides)
    texts = [
        "\n".join(
            [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
            + [
                cell.text
                for shape in slide.shapes if shape.has_table
                for row in shape.table.rows for cell in row.cells
            ]
        )
        for slide in slides
    ]  # fmt: skip
    everything = "\n".join(texts)
    for said in (
        "Who carries this on?", "Where do people notice the behaviours?", "The red letter is gone.",
        "Ask the residents first", "Housing team", "Who is not here?",
        "We listen more than we did.", "Nobody asked the tenants.",
        "How does each of us see it, before we talk?", "Invented for illustration.",
    ):  # fmt: skip
        assert said in everything, said
    assert "Forms before people" not in everything, "what was undone is gone"
