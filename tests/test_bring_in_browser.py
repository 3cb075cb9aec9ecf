"""The page that brings a file in, in a real browser: a long file, its progress, a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mirror import store
from tests import held, served
from tests.test_browser import SIDEWAYS

pytestmark = pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")

#: Takes down whatever a progress bar says, however briefly.
WATCH = """() => {
    window.shown = []
    new MutationObserver(() => {
        const bar = document.querySelector('[data-testid="stProgress"]')
        if (bar) window.shown.push(bar.textContent)
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
}"""


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def settle(tab: Page) -> None:
    tab.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def test_a_long_file_comes_in_on_a_phone_and_shows_how_far_the_reading_is(
    phone: Page, tmp_path: Path
) -> None:
    rows = [f"14/03/2025,{n % 5 + 1},{n % 4 + 1},we were heard: {n}" for n in range(30_000)]
    file = held.text(
        tmp_path / "Answers.csv", "Completion time,PER1,PAR3,Comments", *rows, "14/03/2025,,,so"
    )
    data = tmp_path / "mirror.duckdb"
    with served.house(data) as address:
        phone.goto(f"{address}/bring_in")
        phone.locator("input[type=file]").set_input_files(str(file))
        expect(phone.get_by_text("This looks like a table.")).to_be_visible(timeout=30_000)
        settle(phone)
        phone.evaluate(WATCH)
        phone.get_by_role("button", name="Bring it in").click()
        success = phone.get_by_text("60,000 rows came in, 0 held already.")
        expect(success).to_be_visible(timeout=60_000)
        expect(phone.get_by_text("30,001 rows read. They say 60,000 observations.")).to_be_visible()
        expect(phone.get_by_text("1 row names no behaviour and was left out.")).to_be_visible()
        settle(phone)
        shown = phone.evaluate("() => window.shown")
        assert any(text.endswith("0 rows read") for text in shown), shown
        expect(phone.get_by_test_id("stProgress")).to_have_count(0)
        assert phone.evaluate(SIDEWAYS) == 0
        besides = {"exclude": [["[data-testid=stFileUploaderDropzone]"]]}
        found = served.by_axe(phone, besides)
        assert found.violations_count == 0, found.generate_report()
    kept = store.open_store(data)
    try:
        assert len(kept.ask("FROM observation WHERE place = 'barking-and-dagenham'")) > 60_000
    finally:
        kept.close()
