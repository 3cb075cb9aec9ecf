"""What people typed, in a real browser: on no page is any of it run, fetched, or made a link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from mirror import pack, store
from mirror.door import Door
from tests import hostile, served
from tests.hostile import ELSEWHERE, PAYLOAD, PLACE, RAN, Hostile

pytestmark = pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")

#: What typed text must never become, wherever it is read.
MADE_OF_TEXT = ", ".join(
    [
        f'[src*="{ELSEWHERE}"]', f'[href*="{ELSEWHERE}"]', '[href^="javascript:" i]',
        '[href^="mailto:" i]', "iframe", 'img[src="x"]',
        "svg[onload]", "style:has-text('evil')", "script:has-text('__ran')",
        *(
            f'[data-testid="stMarkdownContainer"] {made}'
            for made in (
                "img", ".katex", 'code:text-is("c")', 'strong:text-is("b")', 'del:text-is("s")',
                '[data-testid="stIconMaterial"]:text-is("home")', ".stMarkdownColoredText",
            )
        ),
    ]
)  # fmt: skip
PAGES = (
    "home", "behaviours?cell=PAR1.frontline", "pace", "entry?beside=lewisham", "approach",
    "infrastructure?block=data", "learning", "gathering", "record?kind=relationship", "data",
    "release", "access", "home?as=partner", "behaviours?as=partner", "add?as=partner",
)  # fmt: skip


class Watched:
    """A browser's tab that notes what is asked of anybody, and what opens by itself."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: set[str] = set()
        self.opened: list[str] = []
        context.on("request", lambda request: self.asked.add(urlsplit(request.url).hostname or ""))
        context.on("page", lambda page: self.opened.append(page.url))
        self.tab: Page = context.new_page()
        self.opened.clear()
        self.tab.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Dialog) -> None:
        self.opened.append(dialog.type)
        dialog.dismiss()

    def assert_nothing_came_of_it(self, where: str) -> None:
        """Nothing ran, nothing was fetched or opened, and no markup was made of typed text."""
        made = self.tab.locator(MADE_OF_TEXT)
        told = made.evaluate_all("all => all.map(one => one.outerHTML.slice(0, 300))")
        assert not told, f"{where}: {told[:3]}"
        shown = self.tab.locator("body").inner_text()
        assert not {*"😄→←—"} & {*shown.partition(PAYLOAD[:40])[2][: len(PAYLOAD)]}, where
        assert self.tab.evaluate("window.__ran === undefined"), where
        assert self.asked <= {"localhost", "127.0.0.1", ""}, where
        assert not self.opened, where


class Served(Hostile):
    """The same, with its address and what was made of it beforehand."""

    address: str
    printed: Path


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Served]:
    """Such a house, served; before that, a pack is made of it and a phone looks at its form."""
    folder = tmp_path_factory.mktemp("payloads")
    data = folder / "mirror.duckdb"
    with pytest.MonkeyPatch.context() as here:
        here.setenv("MIRROR_DATA", str(data))
        held = store.open_store(data)
        filled = hostile.fill(held)
        printed = folder / "pack.html"
        made = pack.of_gathering(held, filled.gathering)
        printed.write_bytes(pack.FORMATS["html"].make(made, pack.untold))
        _assert_a_phone_sees_text(held, filled, chromium)
        held.close()
    with served.house(data) as address:
        found = Served(*filled)
        found.address, found.printed = address, printed
        yield found


@pytest.fixture(scope="module")
def watched(chromium: Browser) -> Iterator[Watched]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield Watched(context)
    context.close()


def _assert_a_phone_sees_text(held: store.Store, filled: Hostile, chromium: Browser) -> None:
    code = hostile.ask_of_a_relationship(held, filled.gathering)
    door = Door.open(held, filled.gathering, served.free_port())
    context = chromium.new_context(viewport={"width": 390, "height": 780})
    try:
        phone = Watched(context)
        phone.tab.goto(f"http://127.0.0.1:{door.port}/{code}")
        expect(phone.tab.get_by_text(PAYLOAD[:60]).first).to_be_visible()
        phone.assert_nothing_came_of_it("the phone's form")
        phone.tab.locator('input[value="3"]').first.check(force=True)
        phone.tab.get_by_label(PAYLOAD[:60]).first.check(force=True)
        phone.tab.get_by_role("button", name="Send my answers").click()
        expect(phone.tab.get_by_role("heading", name="Your answers are in.")).to_be_visible()
        phone.assert_nothing_came_of_it("the phone's word that it is in")
    finally:
        context.close()
        door.close()


def look(watched: Watched, address: str) -> Page:
    tab = watched.tab
    tab.goto(address)
    served.settle(tab)
    return tab


@pytest.mark.parametrize("page", PAGES)
def test_what_people_typed_is_text_on_every_page(
    page: str, house: Served, watched: Watched
) -> None:
    joint = "&" if "?" in page else "?"
    tab = look(watched, f"{house.address}/{page}{joint}place={PLACE}")
    tab.evaluate(
        "document.querySelectorAll('details:not([open]) > summary').forEach(s => s.click())"
    )
    served.settle(tab)
    watched.assert_nothing_came_of_it(page)
    assert tab.get_by_test_id("stException").count() == 0


def test_nothing_comes_of_it_on_the_wall(house: Served, watched: Watched) -> None:
    for step in range(1, house.steps + 1):
        at = f"gathering={house.gathering}&step={step}&place={PLACE}&embed=true"
        page = hostile.VIEWS[step - 1]
        tab = look(watched, f"{house.address}/{page}?{at}")
        expect(tab.get_by_role("heading", name="What now?").first).to_be_visible()
        watched.assert_nothing_came_of_it(f"the wall, {page}")


def test_nothing_comes_of_a_dot_that_is_pointed_at(house: Served, watched: Watched) -> None:
    tab = look(watched, f"{house.address}/entry?place={PLACE}")
    mark = served.marks(tab, "Routes in").first
    mark.wait_for(state="attached")
    mark.hover(force=True)
    expect(tab.locator("#vg-tooltip-element")).to_be_visible()
    assert tab.locator("#vg-tooltip-element :is(img, svg, script, a, iframe)").count() == 0
    watched.assert_nothing_came_of_it("a tooltip")


def test_nothing_comes_of_the_page_to_print(house: Served, watched: Watched) -> None:
    watched.tab.goto(house.printed.as_uri())
    expect(watched.tab.get_by_role("heading", level=1)).to_contain_text("<script>")
    watched.assert_nothing_came_of_it("the page to print")


def test_nothing_comes_of_a_file_its_name_its_headings_and_its_words(
    house: Served, watched: Watched
) -> None:
    tab = look(watched, f"{house.address}/bring_in")
    cell = PAYLOAD.replace('"', '""')
    table = f'Date,Behaviour,Part,"{cell}"\n2025-03-14,"{cell}","{cell}","{cell}"\n'
    name = f"![x](http:{ELSEWHERE}){'x' * 150}<img src=x onerror={RAN}>.csv"
    tab.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": table.encode()}
    )
    expect(tab.get_by_role("button", name="Check it")).to_be_visible()
    served.settle(tab)
    watched.assert_nothing_came_of_it("a file that was chosen")
    tab.get_by_role("button", name="Check it").click()
    expect(tab.get_by_text("1 row would come in")).to_be_visible()
    watched.assert_nothing_came_of_it("a file that was checked")
