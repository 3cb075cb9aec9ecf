"""A partner's pages in a real browser: on a phone, with long words, with nothing released."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from mirror import sample, store, vocabulary
from tests import served
from tests.served import settle
from tests.test_browser import (
    SCREENS,
    assert_axe_finds_nothing,
    assert_not_cut,
)
from tests.test_partner import VIEWS, fill, people, publish
from tests.test_release import put
from tests.test_release import said as observed

pytestmark = pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")

PLACE = "gateshead"
#: Who spoke, where, and how strongly, in cells that are hidden: none of it may reach a browser.
SECRET, SECRET_NOTE, SECRET_FIGURE = "observer-zyxw", "Quartz vexed the fjord", 3.8125
LONG = "Interdepartmentally coordinated accountability and commissioning relationships"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A house on its sample, one of whose places is released, and that knows a secret."""

    def prepare(held: store.Store) -> None:
        sample.fill(held)
        organisation = {"place": PLACE, "code": SECRET, "organisation": "Zyxw Ltd"}
        put(held, "observer", [organisation])
        row = observed(PLACE, SECRET, "POW3", "culture", date(2026, 9, 1), SECRET_FIGURE)
        put(held, "observation", [row | {"note": SECRET_NOTE}])
        publish(held, PLACE)

    yield from house(tmp_path_factory.mktemp("partner"), prepare)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A place of many parts, whose words are long, of which much is shown."""

    def prepare(held: store.Store) -> None:
        fill(held, "aytown")
        chance = random.Random(3)
        parts = [f"part-{number}" for number in range(9)]
        put(held, "part", [
            {"code": part, "title": f"{LONG} {number}", "plain": f"{LONG} {number}",
             "position": 20 + number, "active": True}
            for number, part in enumerate(parts)
        ])  # fmt: skip
        put(held, "observation", [
            observed("aytown", person, behaviour, part, date(2025, 2, 1), chance.randint(0, 10))
            for behaviour in ("PER1", "PAR2") for part in parts for person in people("aytown")
        ])  # fmt: skip
        title = {"title": f"{LONG} of Llanfairpwllgwyngyllgogerychwyrndrobwll"}
        held.write(lambda cursor: cursor.execute("UPDATE place SET title = $title", title))
        publish(held, "aytown")

    yield from house(tmp_path_factory.mktemp("hostile"), prepare)


def house(folder: Path, prepare: Callable[[store.Store], None]) -> Iterator[str]:
    path = folder / "mirror.duckdb"
    with pytest.MonkeyPatch.context() as here:
        here.setenv("MIRROR_DATA", str(path))
        held = store.open_store(path)
        vocabulary.bring_up_to_date(held)
        prepare(held)
        held.close()
        with served.house(path) as address:
            yield address


def tab_of(chromium: Browser, screen: str = "phone", scheme: str = "light") -> Page:
    width, height = SCREENS[screen]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, accept_downloads=True,
        color_scheme="dark" if scheme == "dark" else "light",
    )  # fmt: skip
    return context.new_page()


def look(tab: Page, address: str, page: str, **said: str) -> None:
    asked = "&".join(f"{key}={value}" for key, value in {"as": "partner", **said}.items())
    tab.goto(f"{address}/{page}?{asked}")
    settle(tab, VIEWS.get(page))
    # The picture takes its narrow shape, or its wide one, once the page was told.
    tab.wait_for_timeout(700)
    settle(tab, VIEWS.get(page))


def rest(tab: Page) -> None:
    tab.wait_for_timeout(400)
    settle(tab)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", [*VIEWS, "add", "mine"])
def test_axe_finds_nothing(page: str, scheme: str, chromium: Browser, address: str) -> None:
    tab = tab_of(chromium, "laptop", scheme)
    look(tab, address, page, place=PLACE, cell="PAR1.frontline")
    assert_axe_finds_nothing(tab, VIEWS.get(page), 844, scheme)
    tab.context.close()


@pytest.mark.parametrize("page", [*VIEWS, "add", "mine"])
@pytest.mark.parametrize("house_of", ["sample", "long words"])
def test_nothing_is_cut(
    page: str, house_of: str, chromium: Browser, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("address" if house_of == "sample" else "hostile")
    place = PLACE if house_of == "sample" else "aytown"
    for words in ("plain", "framework"):
        tab = tab_of(chromium, "laptop")
        look(tab, address, page, place=place, words=words)
        for screen, (width, height) in SCREENS.items():
            tab.set_viewport_size({"width": width, "height": height})
            tab.wait_for_timeout(700)
            settle(tab, VIEWS.get(page))
            assert_not_cut(tab, f"{page}, {words} words, on a {screen}")
        tab.context.close()


def test_nothing_beyond_the_release_is_sent_to_the_browser(chromium: Browser, address: str) -> None:
    frames = list[bytes]()

    def listen(socket: WebSocket) -> None:
        def keep(payload: bytes | str) -> None:
            frames.append(payload if isinstance(payload, bytes) else payload.encode())

        socket.on("framereceived", keep)

    tab = tab_of(chromium, "laptop")
    tab.on("websocket", listen)
    tab.on("response", lambda answer: frames.append(answer.url.encode()))
    for page in VIEWS:
        look(tab, address, page, place=PLACE, cell="POW3.culture", behaviour="POW3")
        with_rows = tab.get_by_text(re.compile("as a table$"))
        if with_rows.count():
            with_rows.first.click()
            file = served.taken(tab, tab.get_by_role("button", name="Download these rows"))
            frames.append(Path(file.path()).read_bytes())
    sent = b"".join(frames)
    assert b"too few to show" in sent and b"We answer to each other" in sent
    for secret in (SECRET, SECRET_NOTE, "Zyxw", f"{SECRET_FIGURE}"):
        assert secret.encode() not in sent, secret
    assert struct.pack("<d", SECRET_FIGURE) not in sent
    # No observer, organisation or note of anybody else in the sample.
    held = pd.read_csv(sample.FOLDER / "observations.csv")
    for known in {*held.observer, *held.note.dropna()}:
        assert str(known).encode() not in sent, known
    tab.context.close()


def test_the_menu_leads_on_as_partners_see_it_and_one_click_leads_back(
    chromium: Browser, address: str
) -> None:
    tab = tab_of(chromium, "laptop")
    look(tab, address, "behaviours", place=PLACE)
    tab.get_by_role("link", name="Pace").click()
    settle(tab, "Pace timeline")
    tab.wait_for_url(re.compile(r"/pace\?.*as=partner"))
    expect(tab.get_by_text("This is what partners see.")).to_be_visible()
    expect(tab.get_by_role("link", name="Learning")).to_have_count(0)
    tab.get_by_role("button", name="Back to your own view").click()
    expect(tab.get_by_text("This is what partners see.")).to_have_count(0)
    rest(tab)
    assert "as=partner" not in tab.url and f"place={PLACE}" in tab.url
    expect(tab.get_by_role("link", name="Learning")).to_be_visible()
    tab.context.close()


def test_somebody_adds_on_a_phone_finds_it_narrows_it_and_takes_it_back(
    chromium: Browser, address: str
) -> None:
    tab, note = tab_of(chromium), "They rang us before the letter went out."
    look(tab, address, "add", place=PLACE)
    tab.get_by_role("combobox", name="Which behaviour?").click()
    tab.get_by_role("option", name="We share a purpose").click()
    rest(tab)
    tab.get_by_role("radio", name="7", exact=True).click()
    tab.get_by_role("textbox", name=re.compile("What did you notice")).fill(note)
    tab.get_by_text("The room.").click()
    tab.get_by_role("button", name="Save").dblclick()
    expect(tab.get_by_text("Saved: We share a purpose.")).to_be_visible()
    rest(tab)
    tab.locator('[data-testid="stPageLink"]').get_by_role("link", name="What you wrote").click()
    expect(tab.get_by_text(note)).to_have_count(1)
    rest(tab)
    tab.get_by_role("button", name="Let fewer read it").click()
    tab.get_by_text("Only me").click()
    rest(tab)
    tab.get_by_role("button", name="Yes, let only them read it").click()
    expect(tab.get_by_text("Who may read it: Only me")).to_be_visible()
    rest(tab)
    expect(tab.get_by_role("button", name="Let fewer read it")).to_have_count(0)
    tab.get_by_role("button", name="Take it back").click()
    tab.get_by_role("button", name="Yes, take it back").click()
    expect(tab.get_by_text("It is taken back.")).to_be_visible()
    expect(tab.get_by_text(note)).to_have_count(0)
    tab.context.close()


@pytest.mark.parametrize("page", VIEWS)
def test_a_place_of_which_nothing_is_released_is_a_page_of_one_sentence(
    page: str, chromium: Browser, address: str
) -> None:
    tab = tab_of(chromium)
    tab.goto(f"{address}/{page}?as=partner&place=barking-and-dagenham")
    expect(tab.get_by_text("Nothing has been released for this place yet.")).to_be_visible()
    rest(tab)
    expect(tab.get_by_role("link", name="Add what you noticed").last).to_be_visible()
    assert served.by_axe(tab).violations_count == 0
    tab.context.close()
