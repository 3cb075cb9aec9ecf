"""A house that people sign in to, in a real browser, with a real provider: who gets where."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from mirror import links, sample, store, vocabulary, words
from tests import served, signing
from tests.test_pages import PAGES

GRANTS = """
[[grant]]
who = "Ada@Example.org"
does = "facilitates"
place = "every place"

[[grant]]
who = "ada@example.org"
does = "releases"
place = "every place"

[[grant]]
who = "ben@example.org"
does = "facilitates"
place = "gateshead"

[[grant]]
who = "cat@example.org"
does = "looks"
place = "gateshead"
"""
PEOPLE: dict[str, dict[str, object]] = {
    "ada@example.org": {"email_verified": True},
    "ben@example.org": {},
    "cat@example.org": {},
    "dan@example.org": {},
    "eve": {"email": "ada@example.org", "email_verified": False},
}
#: What no page may show to whom nothing was granted: the places, by title and by code.
OF_PLACES = re.compile("gateshead|barking|dagenham", re.IGNORECASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hosted")


@pytest.fixture(scope="module")
def tokens(folder: Path) -> dict[str, str]:
    """Links to Gateshead: one that opens it, and some that open nothing."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("MIRROR_DATA", str(folder / "mirror.duckdb"))
        held = store.current()
        vocabulary.bring_up_to_date(held)
        sample.fill(held)
        made = {
            name: links.make(held, "gateshead", name, 30)
            for name in ("opens", "taken back", "expired", "taken back later")
        }
        links.revoke(held, made["taken back"][0])
        ended = made["expired"][0].made_at.replace(year=2020)
        held.write(
            lambda cursor: cursor.execute(
                "UPDATE link SET expires_at = $ended WHERE id = $id",
                {"ended": ended, "id": made["expired"][0].id},
            )
        )
        [expired] = [one for one in links.listed(held, "gateshead") if one.label == "expired"]
        kept = {name: token for name, (_, token) in made.items()}
        kept |= {"expired": links._token(expired), "unknown": kept["opens"].replace("0", "1")}
        held.close()
    (folder / "access.toml").write_text(GRANTS, encoding="utf-8")
    return kept


@pytest.fixture(scope="module")
def hosted(folder: Path, tokens: dict[str, str]) -> Iterator[str]:
    with signing.house(folder / "mirror.duckdb", PEOPLE) as address:
        yield address


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()


def heading(tab: Page) -> str:
    signing.rest(tab)
    return tab.get_by_role("heading", level=1).first.inner_text()


def ask(
    address: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, str, dict[str, str]]:
    """What a request that no browser makes is answered."""
    at = urlsplit(address)
    connection = HTTPConnection(at.hostname or "", at.port or 0, timeout=20)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, answer.read().decode("utf-8", "replace"), told
    finally:
        connection.close()


def test_a_stranger_is_told_what_this_is_and_nothing_of_any_place(hosted: str, tab: Page) -> None:
    frames: list[bytes] = []

    def hear(payload: str | bytes) -> None:
        frames.append(payload.encode() if isinstance(payload, str) else payload)

    tab.on("websocket", lambda socket: socket.on("framereceived", hear))
    for page in (*PAGES, "data", "access", "release", "record", "bring_in", ""):
        tab.goto(f"{hosted}/{page}")
        assert heading(tab) == "Place Mirror", page
    expect(tab.get_by_role("button", name="Sign in")).to_be_visible()
    expect(tab.get_by_text("Page not found")).to_have_count(0)
    assert frames
    assert not OF_PLACES.search(b"".join(frames).decode("utf-8", "ignore"))


def test_whoever_signs_in_comes_back_to_where_they_were_and_out_again(
    hosted: str, tab: Page
) -> None:
    way = f"{hosted}/pace?place=barking-and-dagenham&since=2025-01-01"
    tab.goto(way)
    signing.rest(tab)
    signing.sign_in(tab, "ada@example.org")
    served.settle(tab, "Pace timeline")
    assert tab.url == way
    expect(tab.get_by_role("combobox", name=re.compile("Place"))).to_have_value(
        re.compile("Barking")
    )
    tab.goto(f"{hosted}/you")
    signing.rest(tab)
    expect(tab.get_by_text("ada@example.org")).to_be_visible()
    tab.get_by_role("button", name="Sign out").click()
    tab.wait_for_url(re.compile("end_session"))
    tab.goto(way)
    assert heading(tab) == "Place Mirror"


def test_a_facilitator_of_one_place_gets_to_no_other_by_any_address(hosted: str, tab: Page) -> None:
    tab.goto(f"{hosted}/behaviours?place=barking-and-dagenham")
    signing.rest(tab)
    signing.sign_in(tab, "ben@example.org")
    served.settle(tab, "Behaviours heatmap")
    assert not re.search("Barking", tab.locator("body").inner_text())
    tab.goto(f"{hosted}/entry?place=gateshead&beside=barking-and-dagenham")
    served.settle(tab)
    assert not re.search("Barking", tab.locator("body").inner_text())
    tab.goto(f"{hosted}/access")
    assert heading(tab) == "Place Mirror"


@pytest.mark.parametrize("who", ["cat@example.org", "dan@example.org", "eve"])
def test_who_facilitates_nothing_gets_to_none_of_those_pages(
    who: str, hosted: str, tab: Page
) -> None:
    tab.goto(f"{hosted}/data?place=gateshead")
    signing.rest(tab)
    signing.sign_in(tab, who)
    for page in ("data", "record", "access", "gathering", "scoring", "bring_in"):
        tab.goto(f"{hosted}/{page}?place=gateshead")
        assert heading(tab) == "Place Mirror", page
    said = tab.locator("body").inner_text()
    assert not OF_PLACES.search(said)
    assert ("does not say that your e-mail address is yours" in said) is (who == "eve")


def test_a_link_lets_in_and_stays_out_of_the_address(
    hosted: str, tokens: dict[str, str], tab: Page
) -> None:
    tab.goto(f"{hosted}/come-in/{tokens['opens']}")
    signing.rest(tab)
    assert tab.url == f"{hosted}/home"
    [cookie] = [one for one in tab.context.cookies() if one["name"] == links.COOKIE]
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax" and not cookie["secure"]
    tab.goto(f"{hosted}/data")
    assert heading(tab) == "Place Mirror"
    tab.goto(f"{hosted}/you")
    signing.rest(tab)
    expect(tab.get_by_text("You came in by a link.")).to_be_visible()
    expect(tab.get_by_text("You see what was released of Gateshead.")).to_be_visible()
    tab.goto(f"{hosted}/leave")
    signing.rest(tab)
    expect(tab.get_by_role("button", name="Sign in")).to_be_visible()


def test_who_came_by_a_link_that_is_taken_back_is_out_at_the_next_click(
    hosted: str, tokens: dict[str, str], tab: Page, chromium: Browser
) -> None:
    tab.goto(f"{hosted}/come-in/{tokens['taken back later']}")
    signing.rest(tab)
    with contextlib.closing(chromium.new_context()) as other:
        steward = other.new_page()
        steward.goto(f"{hosted}/access")
        signing.rest(steward)
        signing.sign_in(steward, "ada@example.org")
        row = steward.locator('[class*="st-key-l-"]').filter(has_text="taken back later")
        row.get_by_role("button", name="Take back").click()
        steward.get_by_role("button", name="Yes, take it back").click()
        expect(steward.get_by_text("The link opens nothing any more.")).to_be_visible()
    tab.get_by_role("link", name="Sign out").click()
    signing.rest(tab)
    expect(tab.get_by_role("button", name="Sign in")).to_be_visible()


@pytest.mark.parametrize("name", ["taken back", "expired", "unknown"])
def test_a_link_that_opens_nothing_is_told_in_one_sentence(
    name: str, hosted: str, tokens: dict[str, str]
) -> None:
    status, text, told = ask(hosted, f"/come-in/{tokens[name]}")
    assert status == 404 and "set-cookie" not in told
    assert "This link no longer opens anything. Ask whoever sent it for a new one." in text


def test_the_cookie_of_a_link_is_kept_to_https_where_the_house_is(
    hosted: str, tokens: dict[str, str]
) -> None:
    way = f"/come-in/{tokens['opens']}"
    status, _, told = ask(hosted, way, X_Forwarded_Proto="https")
    assert status == 303 and told["location"] == "/"
    assert "Secure" in told["set-cookie"] and "HttpOnly" in told["set-cookie"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_stcore/agent/openapi.json"),
        ("POST", "/_stcore/agent/interact"),
        ("POST", "/_stcore/agent/mcp"),
        ("GET", "/_stcore/metrics"),
        ("GET", "/_stcore/script-health-check"),
        ("GET", "/media/0123456789abcdef.csv"),
        ("PUT", "/_stcore/upload_file/a-session/a-file"),
        ("GET", "/%6dedia/0123456789abcdef.csv"),
    ],
)
def test_no_back_door_of_the_server_is_open_to_a_stranger(
    method: str, path: str, hosted: str
) -> None:
    status, text, _ = ask(hosted, path, method, b"{}")
    assert status == 404 and "There is nothing here." in text
    forged = "_streamlit_user=forged; came-in=forged"
    assert ask(hosted, path, method, b"{}", Cookie=forged)[0] == 404


@pytest.mark.parametrize(
    "referer", ["https://elsewhere.example.org/x", "{}//elsewhere.example.org", "{}/_stcore/x", ""]
)
def test_nobody_is_led_elsewhere_by_signing_in(referer: str, hosted: str) -> None:
    _, _, told = ask(hosted, "/auth/login", Referer=referer.format(hosted))
    assert "back-to" not in told.get("set-cookie", "")


def test_who_tries_too_often_waits(hosted: str) -> None:
    for _ in range(40):
        status, text, _ = ask(hosted, "/come-in/x")
    assert status == 429 and "Wait a minute" in text
    assert ask(hosted, "/_stcore/health")[0] == 200


def test_every_door_and_every_right_leaves_a_trace(hosted: str, tab: Page, folder: Path) -> None:
    """Last, since it looks at the file when the house is closed."""
    tab.goto(f"{hosted}/access")
    signing.rest(tab)
    signing.sign_in(tab, "ada@example.org")
    tab.get_by_text("Let somebody in").click()
    # As it is copied from a page.
    shown = f"new@{words.JOINT}example.org"
    tab.get_by_label("Their e-mail address").fill(shown)
    tab.get_by_role("button", name="Let them in").click()
    expect(tab.get_by_text(f"{shown} is let in.")).to_be_visible()
    assert "new@example.org" in (folder / "access.toml").read_text(encoding="utf-8")
