"""The record page in a real browser: by keyboard alone, by paste, on a phone, for every eye."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from mirror import forms, store
from tests import served
from tests.test_browser import SIDEWAYS

pytestmark = pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")

#: From one key to the next, in milliseconds: somebody who types 40 words a minute.
PACE = 0
NOTE = "Two teams said the same."
RED = '[data-testid="stAlertContentError"]'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a house on its sample, in which nothing is saved."""
    with served.house(tmp_path_factory.mktemp("house") / "mirror.duckdb") as address:
        yield address


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


@contextmanager
def house(folder: Path) -> Iterator[tuple[str, list[pd.DataFrame]]]:
    """The address of a house, and, once it is left, what was typed in: observations, then rooms."""
    typed: list[pd.DataFrame] = []
    path = folder / "mirror.duckdb"
    with served.house(path) as address:
        yield address, typed
    held = store.open_store(path)
    try:
        today = "(SELECT id FROM gathering WHERE held_on = current_date)"
        for table in (
            "observation WHERE batch IS NULL", f"gathering_room WHERE gathering IN {today}",
            "observer", "change",
        ):  # fmt: skip
            typed.append(held.ask(f"SELECT * FROM {table}"))
    finally:
        held.close()


def settle(tab: Page) -> None:
    """Wait until the form is drawn and the page's script has come to rest."""
    tab.get_by_role("button", name="Save", exact=True).wait_for(timeout=30_000)
    tab.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def choose(tab: Page, label: str, text: str) -> None:
    """Type in a list what is to be chosen, and wait for what it changes."""
    box = tab.get_by_role("combobox", name=label)
    box.click()
    box.press_sequentially(text)
    tab.keyboard.press("Enter")
    tab.wait_for_timeout(300)
    settle(tab)


def test_an_observation_is_saved_with_the_keyboard_alone(tab: Page, tmp_path: Path) -> None:
    with house(tmp_path) as (address, typed):
        tab.goto(f"{address}/record?place=gateshead")
        settle(tab)
        tab.get_by_role("radio", name="A whole room").focus()
        keys = tab.keyboard

        def field() -> str:
            keys.press("Tab", delay=PACE)
            return (
                str(tab.evaluate("document.activeElement.ariaLabel"))
                + "|"
                + str(tab.evaluate("document.activeElement.innerText"))
            )

        assert "Who noticed it?" in field()
        keys.type("GA-07", delay=PACE)
        keys.press("Enter")
        assert "Which behaviour?" in field()
        keys.type("purpose", delay=PACE)
        keys.press("Enter")
        expect(tab.get_by_text("We go back to the purpose when we are stuck.")).to_be_visible()
        assert "In which part?" in field()
        keys.type("fro", delay=PACE)
        keys.press("Enter")
        assert "How strongly" in field()
        keys.type("7", delay=PACE)
        assert "Growing" in field()
        keys.press("Space", delay=PACE)
        assert "Not said aloud" in field()
        assert "What did you notice" in field()
        keys.type(NOTE, delay=PACE)
        keys.press("Control+Enter")
        expect(tab.get_by_text("Saved: We share a purpose · Frontline.")).to_be_visible()
        expect(tab.get_by_role("textbox", name="What did you notice")).to_be_focused()
        expect(tab.get_by_role("textbox", name="What did you notice")).to_have_value("")
        expect(tab.get_by_role("spinbutton", name="How strongly")).to_have_value("")
        expect(tab.get_by_role("combobox", name="Which behaviour?")).to_have_value(
            "We share a purpose"
        )
    [row] = typed[0].itertuples()
    assert (row.place, row.observer, row.behaviour, row.part) == (
        "gateshead", "GA-07", "PER3", "frontline",
    )  # fmt: skip
    assert (row.strength, row.direction, row.note, row.consent) == (7, "strengthening", NOTE, 1)
    assert row.observed_on.date() == date.today()


def test_a_double_click_and_a_new_observer_are_kept_once(tab: Page, tmp_path: Path) -> None:
    with house(tmp_path) as (address, typed):
        tab.goto(f"{address}/record?place=gateshead")
        settle(tab)
        choose(tab, "Who noticed it?", "GA-99")
        choose(tab, "Who do they speak for?", "Resid")
        choose(tab, "Which behaviour?", "honest")
        note = tab.get_by_role("textbox", name="What did you notice")
        # Between two savings the button of the one before may still stand beside the next.
        button = tab.get_by_role("button", name="Save", exact=True).last
        for said in (NOTE, "Another."):
            note.fill(said)
            button.dblclick()
            for wait in (150, 400, 1_000):
                tab.wait_for_timeout(wait)
                button.click()
            settle(tab)
            expect(tab.get_by_text("Saved: We trust each other enough")).to_be_visible()
            expect(note).to_have_value("")
        expect(tab.get_by_text("Who do they speak for?")).to_have_count(0)
    observations, _rooms, observers, changes = typed
    assert observations.note.tolist() == [NOTE, "Another."]
    assert observers[observers.code == "GA-99"].sector.tolist() == ["residents"]
    assert (changes.what == "record observation").sum() == 2


def test_what_is_out_of_bounds_is_told_and_what_was_typed_stays(tab: Page, tmp_path: Path) -> None:
    with house(tmp_path) as (address, typed):
        tab.goto(f"{address}/record?place=gateshead")
        settle(tab)
        choose(tab, "Who noticed it?", "GA-07")
        choose(tab, "Which behaviour?", "purpose")
        note = tab.get_by_role("textbox", name="What did you notice")
        strength = tab.get_by_role("spinbutton", name="How strongly")
        note.fill(NOTE)
        for wrong in ("11", "-1"):
            strength.fill(wrong)
            strength.press("Enter")
            expect(tab.locator(RED)).to_contain_text(f"“{wrong}” is not a number from 0 to 10")
            expect(strength).to_have_value(wrong)
            expect(note).to_have_value(NOTE)
        strength.fill("")
        for year in ("2999", "1850"):
            tab.get_by_role("spinbutton", name="year, When was it?").click()
            tab.keyboard.type(year)
            tab.keyboard.press("Escape")
            tab.get_by_role("button", name="Save", exact=True).click()
            expect(tab.locator(RED)).to_contain_text(year)
            expect(note).to_have_value(NOTE)
    assert typed[0].empty


def cell(tab: Page, column: int, row: int) -> None:
    """Step into a cell of the grid, counted from 0 without the letters and the headings."""
    drawn = tab.locator('[data-testid="stDataFrame"]')
    chosen = drawn.locator(f'[id="glide-cell-{column + 1}-{row}"][aria-selected="true"]')
    drawn.scroll_into_view_if_needed()
    for _ in range(5):
        # A click on a grid without the focus may give it just that, and choose nothing.
        tab.wait_for_timeout(500)
        if chosen.count():
            return
        box = drawn.bounding_box()
        assert box
        tab.mouse.click(box["x"] + 72 + 102 * column + 50, box["y"] + 38 + 37 * row + 18)
    raise AssertionError("the cell could not be chosen")


def test_a_grid_that_was_pasted_is_saved_whole_or_not_at_all(tab: Page, tmp_path: Path) -> None:
    first, second = "7\t8\t\t3\t10\t0\t5.5\t6\t7\tCouncil", "1\t2\t3\t4\t5\t6\t7\t8\t"
    with house(tmp_path) as (address, typed):
        tab.goto(f"{address}/record?place=gateshead&kind=room")
        settle(tab)
        tab.get_by_role("textbox", name="What did you meet for?").fill("A morning together")
        tab.get_by_role("spinbutton", name="How many people").fill("3")
        tab.evaluate("text => navigator.clipboard.writeText(text)", f"{first}\n{second}seven")
        cell(tab, 0, 0)
        tab.keyboard.press("Control+v")
        tab.wait_for_timeout(500)
        tab.get_by_role("button", name="Save", exact=True).click()
        expect(tab.locator(RED)).to_contain_text(
            "Row B, “We learn together and adapt”: “seven” is not a number from 0 to 10"
        )
        cell(tab, 8, 1)
        tab.keyboard.type("9")
        expect(tab.locator("#portal textarea")).to_have_value("9")
        tab.keyboard.press("Enter")
        tab.wait_for_timeout(500)
        tab.get_by_role("button", name="Save", exact=True).click()
        expect(tab.get_by_text("Saved: 3 people.")).to_be_visible()
    observations, rooms, observers, changes = typed
    day = date.today().isoformat()
    voices = observations.groupby("observer").strength.apply(list).to_dict()
    assert voices[f"{day} A"] == [7, 8, 3, 10, 0, 5.5, 6, 7]
    assert voices[f"{day} B"] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert dict(zip(rooms.sector, rooms.people, strict=True)) == {"council": 1, "": 2}
    assert observers[observers.code == f"{day} A"].sector.tolist() == ["council"]
    assert changes[changes.what == "record room"].row_count.tolist() == [17]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", forms.KINDS)
def test_nothing_stands_beyond_the_edge(
    kind: str, width: int, chromium: Browser, address: str
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 844})
    tab = context.new_page()
    tab.goto(f"{address}/record?kind={kind}")
    settle(tab)
    if kind == "observation":
        choose(tab, "Who noticed it?", "A new one")
        choose(tab, "Which behaviour?", "honest")
    if kind == "relationship":
        choose(tab, "One side", "A team with a name that is rather long for a phone")
        choose(tab, "The other side", "Another team with a name that is just as long")
    tab.wait_for_timeout(300)
    assert tab.evaluate(SIDEWAYS) == 0, "the page scrolls sideways"
    cut = """width => [...document.querySelectorAll('[data-testid="stMain"] button, label, p, li')]
        .filter(part => part.getBoundingClientRect().right > width + 1)
        .map(part => part.innerText)"""
    assert tab.evaluate(cut, width) == []
    context.close()


def taken(radio: Locator) -> None:
    """Click until it is chosen: a form that is just drawn anew takes no click."""
    for _ in range(10):
        if radio.is_checked():
            return
        radio.click(force=True)
        radio.page.wait_for_timeout(400)
    raise AssertionError("the first choice cannot be made")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", forms.KINDS)
def test_axe_finds_nothing(kind: str, scheme: str, chromium: Browser, address: str) -> None:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 720},
        color_scheme="light" if scheme == "light" else "dark",
    )
    tab = context.new_page()
    tab.goto(f"{address}/record?kind={kind}")
    settle(tab)
    for label in ("Which behaviour?", "Which building block?"):
        if tab.get_by_role("combobox", name=label).count():
            choose(tab, label, "people")
            tab.wait_for_timeout(500)
            settle(tab)
    for choice in tab.locator('[data-testid="stForm"]').get_by_role("radiogroup").all():
        taken(choice.get_by_role("radio").first)
    for note in tab.locator("textarea").all():
        note.fill(NOTE)
    found = served.by_axe(tab, scheme=scheme)
    assert found.violations_count == 0, found.generate_report()
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.locator(RED)).to_be_visible()
    tab.wait_for_timeout(500)
    found = served.by_axe(tab, scheme=scheme)
    assert found.violations_count == 0, found.generate_report()
    context.close()
