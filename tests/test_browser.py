"""The house in a real browser: what is linked opens, what is drawn is whole, nothing leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import served
from tests.served import marks, settle
from tests.test_pages import PAGES, PICTURES

pytestmark = pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")

#: What is opened on a page, so that all that it may show is looked at.
OPENED = {
    "behaviours": "?cell=PAR1.frontline", "infrastructure": "?place=gateshead&block=platforms",
}  # fmt: skip
SCREENS = {"laptop": (1280, 720), "wall": (1920, 1080), "phone": (390, 844)}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a house on its sample."""
    with served.house(tmp_path_factory.mktemp("house") / "mirror.duckdb") as address:
        yield address


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_a_deep_link_opens_its_page_on_a_server_that_nobody_has_used(
    tab: Page, tmp_path: Path
) -> None:
    with served.house(tmp_path / "mirror.duckdb") as cold:
        tab.goto(f"{cold}/pace?place=gateshead&behaviour=POW2")
        settle(tab, "Pace timeline")
        expect(tab.get_by_role("combobox", name="Place", exact=True)).to_have_value("Gateshead")
        expect(tab.get_by_text("Invented for illustration.").first).to_be_visible()
        expect(tab.get_by_role("link", name="Behaviours")).to_be_visible()


def test_the_bare_address_opens_the_first_page(tab: Page, address: str) -> None:
    tab.goto(f"{address}/?place=gateshead")
    settle(tab)
    expect(tab).to_have_url(f"{address}/home?place=gateshead")


def test_a_filter_changes_the_picture_and_the_address(tab: Page, address: str) -> None:
    tab.goto(f"{address}/behaviours")
    settle(tab, "Behaviours heatmap")
    before = marks(tab, "Behaviours heatmap").all_text_contents()
    tab.get_by_role("combobox", name="Place", exact=True).click()
    tab.get_by_role("option", name="Gateshead").click()
    tab.wait_for_url("**/behaviours?place=gateshead")
    expect(tab.get_by_text("26 people", exact=True)).to_be_visible()
    settle(tab, "Behaviours heatmap")
    assert marks(tab, "Behaviours heatmap").all_text_contents() != before


def test_the_place_stays_when_the_page_changes_and_back_leads_back(tab: Page, address: str) -> None:
    tab.goto(f"{address}/behaviours?place=gateshead&since=2025-01-01&cell=PAR1.frontline")
    settle(tab, "Behaviours heatmap")
    tab.get_by_role("link", name="Pace").click()
    settle(tab, "Pace timeline")
    tab.wait_for_url("**/pace?place=gateshead&since=2025-01-01")
    expect(tab.get_by_role("combobox", name="Place", exact=True)).to_have_value("Gateshead")
    tab.go_back()
    tab.wait_for_timeout(1_000)
    if "/pace" in tab.url:
        # What was taken along is an entry that no click made: a reader's own Back passes over it,
        # a browser that is driven from outside does not always.
        tab.go_back()
    settle(tab, "Behaviours heatmap")
    expect(tab.get_by_role("combobox", name="Place", exact=True)).to_have_value("Gateshead")


def test_a_click_on_a_cell_opens_it(tab: Page, address: str) -> None:
    tab.goto(f"{address}/behaviours?place=gateshead")
    settle(tab, "Behaviours heatmap")
    heatmap = tab.locator('[role="graphics-document"][aria-label="Behaviours heatmap"]')
    heatmap.locator("text", has_text=re.compile("^\\d–\\d+ · ")).first.click()
    expect(tab.get_by_role("heading", name="We see the whole · Frontline")).to_be_visible()
    marks(tab, "Everybody in this cell").first.wait_for()
    tab.wait_for_url("**cell=PER1.frontline")


def test_a_click_on_a_dot_opens_its_block(tab: Page, address: str) -> None:
    tab.goto(f"{address}/infrastructure?place=gateshead")
    settle(tab, "Infrastructure readiness")
    readiness = tab.locator('[role="graphics-document"][aria-label="Infrastructure readiness"]')
    # The dots' numbers come after the squares': of four people there is one dot.
    readiness.locator("text", has_text=re.compile("^4$")).last.click()
    tab.wait_for_url("**block=delivery")
    expect(tab.get_by_role("heading", name="How help is given")).to_be_visible()
    marks(tab, "Everybody's view of this block").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(page: str, scheme: str, chromium: Browser, address: str) -> None:
    """On a laptop and on a phone, with all that opens opened."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 720},
        color_scheme="light" if scheme == "light" else "dark",
    )
    tab = context.new_page()
    opened = OPENED.get(page, "")
    tab.goto(f"{address}/{page}{opened}")
    settle(tab, PICTURES.get(page))
    assert_axe_finds_nothing(tab, PICTURES.get(page), 720, scheme)
    context.close()


def assert_axe_finds_nothing(tab: Page, picture: str | None, height: int, scheme: str) -> None:
    """As wide as a laptop and as narrow as a phone, with all that opens opened."""
    served.open_all(tab)
    for width in (1280, 390):
        tab.set_viewport_size({"width": width, "height": height})
        tab.wait_for_timeout(700)
        settle(tab, picture)
        found = served.by_axe(tab, scheme=scheme)
        assert found.violations_count == 0, found.generate_report()


#: Each page as it opens, and what else its address can make of it.
VIEWS = [
    *PAGES, "behaviours?family=folded", "behaviours?split=2025-10-22",
    "infrastructure?block=platforms",
]  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_cut(view: str, chromium: Browser, address: str) -> None:
    """On no screen and in no words, also while the window changes its size."""
    page, _, asked = view.partition("?")
    context = chromium.new_context()
    tab = context.new_page()
    for words in ("plain", "framework"):
        for place, (screen, (width, height)) in enumerate(SCREENS.items()):
            tab.set_viewport_size({"width": width, "height": height})
            if place == 0:
                tab.goto(f"{address}/{page}?place=gateshead&words={words}&{asked}")
            # The picture takes its narrow shape, or its wide one, once the page was told.
            tab.wait_for_timeout(700)
            settle(tab, PICTURES.get(page))
            assert_not_cut(tab, f"{view}, {words} words, on a {screen}")
    context.close()


def assert_not_cut(tab: Page, seen: str) -> None:
    """Fail where the page scrolls sideways, or a text of a picture is cut or hidden."""
    assert tab.evaluate(SIDEWAYS) == 0, f"{seen}: the page scrolls sideways"
    assert tab.evaluate(OUTSIDE) == [], f"{seen}: text stands outside its picture"
    assert tab.evaluate(OVERLAPPING) == [], f"{seen}: two texts lie on each other"


@pytest.mark.parametrize("size", [(1024, 768), (820, 1180)])
@pytest.mark.parametrize("page", ["pace", "together"])
def test_a_timeline_is_whole_on_an_old_projector_and_on_a_tablet(
    page: str, size: tuple[int, int], chromium: Browser, address: str
) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    tab = context.new_page()
    tab.goto(f"{address}/{page}?place=gateshead")
    settle(tab, PICTURES[page])
    tab.wait_for_timeout(500)
    assert tab.evaluate(OUTSIDE) == [] and tab.evaluate(OVERLAPPING) == []
    context.close()


SIDEWAYS = """() => {
    const main = document.querySelector('[data-testid="stMain"]')
    return Math.max(0, main.scrollWidth - main.clientWidth)
}"""
TEXTS = """[...document.querySelectorAll('[role="graphics-document"]')].flatMap(svg =>
    [...svg.querySelectorAll("text")].filter(text => text.textContent.trim())
        .map(text => ({ svg: svg.getBoundingClientRect(), box: text.getBoundingClientRect(),
                        said: text.textContent })))"""
OUTSIDE = f"""() => {TEXTS}.filter(({{svg, box}}) =>
    box.left < svg.left - 1 || box.right > svg.right + 1 ||
    box.top < svg.top - 1 || box.bottom > svg.bottom + 1).map(text => text.said)"""
OVERLAPPING = f"""() => {{
    const texts = {TEXTS}, found = []
    texts.forEach((one, place) => texts.slice(place + 1).forEach(other => {{
        const [a, b] = [one.box, other.box]
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (across > 2 && down > 5) found.push(one.said + " / " + other.said)
    }}))
    return found
}}"""


def test_a_phone_gets_a_list_and_every_cell_of_it(phone: Page, address: str) -> None:
    phone.goto(f"{address}/behaviours")
    settle(phone, "Behaviours heatmap")
    heatmap = phone.locator('[role="graphics-document"][aria-label="Behaviours heatmap"]')
    expect(heatmap.locator("text", has_text="Commissioning")).to_have_count(9)


def test_text_in_a_picture_is_read_in_light_and_in_dark(chromium: Browser, address: str) -> None:
    inks = []
    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme="light" if scheme == "light" else "dark")
        tab = context.new_page()
        tab.goto(f"{address}/infrastructure")
        settle(tab, "Infrastructure readiness")
        label = tab.locator('[role="graphics-document"] .role-axis-label text').first
        inks.append(label.evaluate("node => getComputedStyle(node).fill"))
        context.close()
    brightness = [sum(map(int, re.findall(r"\d+", ink)[:3])) for ink in inks]
    assert brightness[0] < 250 and brightness[1] > 600, inks


def test_nothing_is_fetched_from_elsewhere(tab: Page, address: str) -> None:
    asked: set[str] = set()
    tab.on("request", lambda request: asked.add(request.url.split("/")[2]))
    for page in PAGES:
        tab.goto(f"{address}/{page}")
        settle(tab, PICTURES.get(page))
    assert asked == {address.split("/")[2]}


def test_a_download_holds_the_rows_and_says_what_they_are(tab: Page, address: str) -> None:
    tab.goto(f"{address}/behaviours?place=gateshead")
    settle(tab, "Behaviours heatmap")
    tab.get_by_text("Behaviours heatmap, as a table").click()
    file = served.taken(tab, tab.get_by_role("button", name="Download these rows").first)
    assert file.suggested_filename == "behaviours-heatmap-gateshead-invented.csv"
    lines = Path(file.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 54
    assert all("Invented for illustration. Perceptions of the people" in line for line in lines[1:])
