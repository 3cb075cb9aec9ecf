"""The door that phones come in by: no vote is lost or doubled, and nothing else is reached."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
import threading
import time
from collections.abc import Iterator
from http.client import HTTPException
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from mirror import allowance, door, faults, launch, log, phones, record, rounds, store
from mirror.door import Door
from mirror.rounds import Count, Round
from mirror.store import Refused, Store
from tests import served
from tests.doorway import Phone, doorway, heading
from tests.test_house import imports
from tests.test_rounds import begin, meet, scores
from tests.test_takeback import state

ROOM = 25


@pytest.fixture
def asked(tiny: Store) -> Round:
    """A round about behaviours that is open."""
    return begin(tiny, meet(tiny), part="frontline")


@pytest.fixture
def opened(tiny: Store, asked: Round) -> Iterator[Door]:
    """The open door of its gathering."""
    there = Door.open(tiny, asked.gathering, served.free_port())
    yield there
    there.close()


def phone(opened: Door, asked: Round | None = None) -> Phone:
    """A phone at the door; one that is in, if there is a round to open the form of."""
    fresh = Phone(opened.port)
    if asked is not None:
        assert fresh.get(f"/{asked.code}")[0] == 200
    return fresh


def code(asked: Round) -> str:
    assert asked.code
    return asked.code


# --- a room that votes --------------------------------------------------------------------------


def test_a_room_votes_at_once_and_nothing_is_lost_or_doubled(
    tiny: Store, asked: Round, opened: Door
) -> None:
    last: dict[int, int] = {}
    told: list[int] = []
    counted: list[int] = []
    start = threading.Barrier(ROOM)

    def vote(who: int) -> None:
        mine = phone(opened, asked)
        start.wait()
        for turn in range(1 + who % 4):
            assert mine.is_in(code(asked), {"PAR1": (who + turn) % 11})
            last[who] = (who + turn) % 11
            told.append(who)
            assert mine.get("/now") == (200, asked.code)

    voters = [threading.Thread(target=vote, args=(who,)) for who in range(ROOM)]
    for voter in voters:
        voter.start()
    while any(voter.is_alive() for voter in voters):
        counted.append(rounds.count(tiny, asked).phones_in)
        time.sleep(0.05)
    assert len(told) == sum(1 + who % 4 for who in range(ROOM)), "somebody was not told"
    assert counted == sorted(counted)
    assert rounds.count(tiny, asked) == Count(ROOM, ROOM)
    rounds.close(tiny, asked)
    assert scores(tiny, asked) == sorted(("PAR1", value) for value in last.values())
    assert len(tiny.ask("SELECT id FROM ballot")) == len(told)


def test_votes_stream_in_while_the_round_closes_and_each_is_told_the_truth(
    tiny: Store, asked: Round, opened: Door
) -> None:
    told: dict[int, int] = {}
    late: list[int] = []
    begun = threading.Barrier(13)

    def vote(who: int) -> None:
        mine = phone(opened, asked)
        for turn in range(25):
            if turn == 1:
                begun.wait()
            status, text = mine.send(code(asked), {"PAR1": (who + turn) % 11})
            if status == 410:
                assert "not taken in" in text
                late.append(who)
                return
            assert heading(text) == "Your answers are in."
            told[who] = (who + turn) % 11

    voters = [threading.Thread(target=vote, args=(who,)) for who in range(12)]
    for voter in voters:
        voter.start()
    begun.wait()
    time.sleep(0.1)
    rounds.close(tiny, asked)
    for voter in voters:
        voter.join()
    assert len(late) == 12, "else the close came last and this proves nothing"
    assert scores(tiny, asked) == sorted(("PAR1", value) for value in told.values())


def test_a_process_that_is_killed_in_mid_round_loses_no_vote_that_was_told_to_be_in(
    tiny: Store, asked: Round
) -> None:
    path = tiny.path
    tiny.close()
    told: dict[int, int] = {}
    with doorway(path, asked.gathering) as process:
        assert process.stdout
        port = int(process.stdout.readline())
        room = [Phone(port) for _ in range(12)]
        for each in room:
            assert each.get(f"/{asked.code}")[0] == 200
        enough = threading.Event()

        def vote(who: int) -> None:
            for turn in range(500):
                if not room[who].is_in(code(asked), {"PAR1": (who + turn) % 11}):
                    return
                told[who] = turn
                if len(told) == len(room):
                    enough.set()

        voters = [threading.Thread(target=vote, args=(who,)) for who in range(len(room))]
        for voter in voters:
            voter.start()
        assert enough.wait(30)
        process.kill()
        process.wait()
        for voter in voters:
            voter.join()
    held = store.open_store(path)
    for who, turn in told.items():
        key = room[who].cookie.partition("=")[2]
        found = rounds.sent(held, asked, key)
        # What was on its way when the process was killed may be in too, though nobody was told.
        kept = [(who + turn + more) % 11 for more in (0, 1)]
        assert found is not None and found.answers["PAR1"] in kept
    again = Door.open(held, asked.gathering, port)
    room[0].port = again.port
    assert room[0].get("/next")[1].count("Your answers are in."), "the same key goes on"
    assert room[0].is_in(code(asked), {"PAR1": 9})
    assert rounds.count(held, asked) == Count(len(room), len(room))
    again.close()


# --- what is reached, and what is not -----------------------------------------------------------


def test_nothing_but_the_form_is_reached(tiny: Store, asked: Round, opened: Door) -> None:
    before = state(tiny, without=())
    stranger = phone(opened)
    for path in (
        "/_stcore/health", "/home", "/docs", "/openapi.json", "/static/app.js", "/favicon.ico",
        "/now", "/../app.py", "/%2e%2e/app.py", f"/{asked.code}/x", f"//{asked.code}/",
        "/door_form.html", "/wall?place=aytown",
    ):  # fmt: skip
        status, text = stranger.get(path)
        assert (status, heading(text)) == (404, "There is nothing here."), path
    for method in ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"):
        assert stranger.ask(method, f"/{asked.code}")[0] in (400, 404), method
    assert stranger.get("/next") == (303, "/")
    assert stranger.send(code(asked), {"PAR1": 3})[0] == 403
    assert state(tiny, without=()) == before


def test_a_short_code_that_is_typed_opens_its_form(asked: Round, opened: Door) -> None:
    mine = phone(opened)
    status, text = mine.get("/")
    assert status == 200 and "The short code on the screen" in text
    typed = f"{code(asked)[:3].lower()}-{code(asked)[3:].lower()}"
    assert mine.get(f"/?code={typed}") == (303, f"/{asked.code}")
    assert "We see the whole" in mine.get(f"/{asked.code}")[1]
    assert mine.get("/?code=toolong1")[0] == 404


def test_wrong_codes_are_soon_refused_and_phones_that_are_in_are_not(
    tiny: Store, asked: Round, opened: Door
) -> None:
    voter, stranger = phone(opened, asked), phone(opened)
    for _ in range(phones.WRONG_EACH):
        assert stranger.get("/XXXXXX")[0] == 404
    assert stranger.get("/XXXXXX")[0] == stranger.get(f"/{asked.code}")[0] == 429
    assert voter.get(f"/{asked.code}")[0] == 200 and voter.is_in(code(asked), {"PAR1": 1})
    assert voter.get("/XXXXXX") == (303, "/next")


def test_wrong_codes_are_limited_for_all_together() -> None:
    wrong = allowance.Allowance(each=10, most=60)
    for who in range(12):
        for _ in range(5):
            assert not wrong.is_spent(str(who))
            wrong.spend(str(who))
    assert wrong.is_spent("somebody else")


def test_a_minute_later_it_is_allowed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    spent = allowance.Allowance(each=1)
    spent.spend("one")
    assert spent.is_spent("one") and not spent.is_spent("other")
    moment = time.monotonic()
    monkeypatch.setattr("mirror.allowance.time.monotonic", lambda: moment + 61)
    assert not spent.is_spent("one")


def test_a_phone_that_sends_and_sends_is_stopped_for_a_while(asked: Round, opened: Door) -> None:
    mine, other = phone(opened, asked), phone(opened, asked)
    for _ in range(phones.ANSWERS):
        assert mine.is_in(code(asked), {"PAR1": 1})
    assert mine.send(code(asked), {"PAR1": 2})[0] == 429
    assert other.is_in(code(asked), {"PAR1": 1})


def test_the_code_dies_with_its_round_and_a_phone_that_is_in_waits_for_the_next(
    tiny: Store, asked: Round, opened: Door
) -> None:
    mine = phone(opened, asked)
    rounds.close(tiny, asked)
    assert phone(opened).get(f"/{asked.code}")[0] == 404
    assert mine.get(f"/{asked.code}") == (303, "/next")
    assert heading(mine.get("/next")[1]) == "Nothing is asked now."
    assert mine.get("/now") == (200, "")
    assert mine.send(code(asked), {"PAR1": 3})[0] == 410
    second = begin(tiny, asked.gathering, part="frontline", turn=2)
    status, text = mine.send(code(asked), {"PAR1": 3})
    assert status == 410 and "not taken in" in text, "an answer to the first is none to the second"
    assert rounds.count(tiny, second) == Count(1, 0)
    assert mine.get("/now") == (200, second.code)
    assert mine.get("/next") == (303, f"/{second.code}")


def test_two_gatherings_do_not_mix(tiny: Store, asked: Round, opened: Door) -> None:
    there = begin(tiny, meet(tiny))
    assert phone(opened).get(f"/{there.code}")[0] == 404
    _, key = rounds.join(tiny, there.gathering, code(there), None)
    foreign = Phone(opened.port, cookie=f"{phones.COOKIE}={key}")
    assert foreign.get("/now")[0] == 404 and foreign.get("/next") == (303, "/")
    for each in (asked, there):
        assert foreign.send(code(each), {"PAR1": 3})[0] == 403
    assert foreign.get(f"/{asked.code}")[0] == 200 and not foreign.cookie.endswith(key)
    with pytest.raises(Refused, match="another gathering"):
        Door.open(tiny, there.gathering, opened.port + 1)
    assert Door.open(tiny, asked.gathering, opened.port) is opened


def test_a_room_that_is_full_says_so(tiny: Store, asked: Round, opened: Door) -> None:
    for _ in range(record.ROOM):
        rounds.join(tiny, asked.gathering, code(asked), None)
    status, text = phone(opened).get(f"/{asked.code}")
    assert status == 403 and "no room" in text


def test_no_phone_learns_what_another_said(tiny: Store, asked: Round, opened: Door) -> None:
    one, other = phone(opened, asked), phone(opened, asked)
    one.send(code(asked), {"PAR1": 7}, sector="council")
    seen = [other.get(path)[1] for path in (f"/{asked.code}", "/now", "/next", "/")]
    assert not any(re.search(r'value="(7|council)"[^>]*(checked|selected)', text) for text in seen)
    assert 'value="7" checked' in one.get(f"/{asked.code}")[1], "else this proves nothing"


#: What a form of behaviours never sends.
STRANGE = [
    "s.PAR1=11", "s.PAR1=-1", "s.PAR1=seven", "s.PAR1=%D9%A7", "s.PAR1=1e1", "s.X=1", "s.PAR1=", "",
    "\xff\xfe", "sector=council", "s.PAR1=1&sector=nobody", "s.PAR1=1&said_for=x",
]  # fmt: skip


def test_what_is_no_answer_is_refused_in_a_sentence_and_changes_nothing(
    tiny: Store, asked: Round, opened: Door
) -> None:
    mine = phone(opened, asked)
    before = state(tiny, without=())
    for body in STRANGE:
        status, text = mine.ask("POST", f"/{asked.code}", body)
        assert status == 400 and 'role="alert"' in text, body
        assert state(tiny, without=()) == before, body


def test_what_was_chosen_stays_where_something_else_is_refused(asked: Round, opened: Door) -> None:
    status, text = phone(opened, asked).send(code(asked), {"PAR1": 7, "PAR2": 99})
    assert status == 400
    status, text = phone(opened, asked).send(code(asked), {"PAR1": 7}, sector="nobody")
    assert status == 400 and re.search(r'name="s.PAR1" value="7" checked', text)


def test_no_more_is_read_than_a_form_holds(tiny: Store, asked: Round, opened: Door) -> None:
    mine = phone(opened, asked)
    before = state(tiny, without=())
    assert mine.ask("POST", f"/{asked.code}", "s.PAR1=1&" + "x" * phones.BODY)[0] == 413
    assert state(tiny, without=()) == before


def test_answers_that_do_not_arrive_are_waited_for_no_longer_than_need_be(
    asked: Round, opened: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phones, "PATIENCE", 0.2)
    with socket.create_connection(("127.0.0.1", opened.port), timeout=10) as slow:
        host = f"127.0.0.1:{opened.port}"
        head = f"POST /{asked.code} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99\r\n\r\ns.PAR"
        slow.sendall(head.encode())
        assert slow.recv(100).startswith(b"HTTP/1.1 408 ")


def test_only_its_own_address_and_its_own_forms_are_answered(asked: Round, opened: Door) -> None:
    mine, port = phone(opened, asked), opened.port
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port + 1}", ""):
        assert mine.ask("GET", f"/{asked.code}", Host=host)[0] in (400, 404), host
    for own in opened.addresses:
        assert mine.ask("GET", f"/{asked.code}", Host=own.removeprefix("http://"))[0] == 200
    for origin, status in (
        ("http://evil.example", 404), ("null", 404), (f"http://127.0.0.1:{port}", 200),
    ):  # fmt: skip
        assert mine.ask("POST", f"/{asked.code}", "s.PAR1=4", Origin=origin)[0] == status, origin


def test_every_answer_is_kept_by_nobody_and_framed_by_nobody(asked: Round, opened: Door) -> None:
    mine = phone(opened)
    for path in ("/", "/nothing", f"/{asked.code}", "/now", "/next", "/?code=x"):
        mine.get(path)
        assert mine.headers["cache-control"] == "no-store", path
        assert mine.headers["x-content-type-options"] == "nosniff"
        assert mine.headers["referrer-policy"] == "same-origin"
        assert "default-src 'none'" in mine.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in mine.headers["content-security-policy"]
        assert "server" not in mine.headers
    mine.cookie = ""
    mine.get(f"/{asked.code}")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(mine.headers["set-cookie"].split("; "))


def test_the_form_is_a_few_kilobytes(asked: Round, opened: Door) -> None:
    mine = phone(opened)
    connection_text = mine.ask("GET", f"/{asked.code}")[1]
    assert len(connection_text) < 16_000
    with socket.create_connection(("127.0.0.1", opened.port)) as raw:
        raw.sendall(
            f"GET /{asked.code} HTTP/1.1\r\nHost: 127.0.0.1:{opened.port}\r\n"
            "Accept-Encoding: gzip\r\n\r\n".encode()
        )
        sent = b"".join(iter(lambda: raw.recv(65536), b""))
    assert b"content-encoding: gzip" in sent and len(sent) < 5_000, len(sent)


def test_who_holds_the_door_and_says_nothing_is_let_go(
    tiny: Store, asked: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "LASTING", 0.3)
    there = Door.open(tiny, asked.gathering, served.free_port())
    try:
        with socket.create_connection(("127.0.0.1", there.port), timeout=10) as idle:
            idle.sendall(b"GET / HTTP/1.1\r\n")
            with pytest.raises(ConnectionResetError):
                assert idle.recv(1) == b""
                raise ConnectionResetError
    finally:
        there.close()


def test_a_fault_is_told_in_a_sentence_and_not_hidden(
    tiny: Store,
    asked: Round,
    opened: Door,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    mine = phone(opened, asked)
    # Whoever served here before may have set that log apart from the others.
    monkeypatch.setattr(logging.getLogger("uvicorn.error"), "handlers", [caplog.handler])
    monkeypatch.setattr(rounds, "cast", lambda *_, **__: 1 / 0)
    status, text = mine.send(code(asked), {"PAR1": 3})
    assert status == 500 and "may not be in" in text and "Zero" not in text
    told = re.search(r"Reference: (\S{4}-\S{4})", text)
    said = log.of(tiny.path).read_text(encoding="utf-8")
    assert told and f"{told[1]} Something went wrong on a phone.\n" in said
    assert "ZeroDivisionError" in said and code(asked) not in said
    # The phone is answered before the log is written.
    until = time.monotonic() + 10
    while "ZeroDivisionError" not in caplog.text and time.monotonic() < until:
        time.sleep(0.02)
    assert "ZeroDivisionError" in caplog.text


def test_what_is_sent_again_after_a_fault_that_came_late_counts_once(
    tiny: Store, asked: Round, opened: Door
) -> None:
    mine, cast = phone(opened, asked), rounds.cast

    def fails(*args: Any, **more: Any) -> None:
        cast(*args, **more)
        raise OSError("the disk is gone")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rounds, "cast", fails)
        status, text = mine.send(code(asked), {"PAR1": 3})
    assert status == 500 and "nothing was taken in" not in text
    assert "send them again: only the last ones count" in text
    assert mine.is_in(code(asked), {"PAR1": 4})
    rounds.close(tiny, asked)
    assert scores(tiny, asked) == [("PAR1", 4)]


# --- opening and closing ------------------------------------------------------------------------


def test_it_takes_the_next_port_where_one_is_taken_and_gives_it_back(
    tiny: Store, asked: Round
) -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        there = Door.open(tiny, asked.gathering, port)
        assert port < there.port < port + door.PORTS and door.current() is there
    assert phone(there).get("/")[0] == 200
    there.close()
    assert door.current() is None
    with pytest.raises((OSError, HTTPException)):
        phone(there).get("/")
    again = Door.open(tiny, asked.gathering, there.port)
    assert again.port == there.port
    again.close()
    again.close()


def test_its_addresses_are_this_machines_on_its_networks(opened: Door) -> None:
    for address in opened.addresses:
        found = re.fullmatch(rf"http://(\d+\.\d+\.\d+\.\d+):{opened.port}", address)
        assert found and not found[1].startswith(("127.", "169.254."))
        with socket.create_connection((found[1], opened.port), timeout=5):
            pass
    assert len(set(opened.addresses)) == len(opened.addresses)


def test_it_closes_when_the_house_does(
    tiny: Store, asked: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What others tell of faults is theirs again in the tests that follow.
    monkeypatch.setattr(faults, "told_by_us", lambda: None)
    there = Door.open(tiny, asked.gathering, served.free_port())

    async def serve() -> None:
        async with launch.serving(None):  # type: ignore[arg-type]
            assert door.current() is there

    asyncio.run(serve())
    assert door.current() is None


@pytest.mark.parametrize("module", ["door", "phones"])
def test_the_door_knows_neither_the_screen_nor_the_engine(module: str) -> None:
    assert not imports(store.ROOT / "mirror" / f"{module}.py") & {"streamlit", "duckdb"}


# --- a phone ------------------------------------------------------------------------------------

browsers = pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@browsers
def test_a_phone_votes_changes_its_mind_and_goes_on_by_itself(
    tab: Page, tiny: Store, asked: Round, opened: Door
) -> None:
    outside: set[str] = set()
    faults: list[str] = []
    tab.on("request", lambda request: outside.add(request.url.split("/")[2]))
    tab.on("console", lambda message: faults.append(message.text))
    tab.goto(f"http://localhost:{opened.port}/")
    tab.get_by_label("The short code on the screen").fill(code(asked).lower())
    tab.get_by_role("button", name="Go on").click()
    whole = tab.get_by_role("group", name="We see the whole")
    expect(whole.get_by_role("radio", name="Not seen / no view")).to_be_checked()
    whole.get_by_role("radio", name="7", exact=True).check()
    tab.get_by_label("Who do you speak for?").select_option(label="Council")
    tab.get_by_role("button", name="Send my answers").click()
    expect(tab.get_by_role("heading", name="Your answers are in.")).to_be_visible()
    assert rounds.count(tiny, asked) == Count(1, 1)
    tab.get_by_role("link", name="Change them").click()
    expect(whole.get_by_role("radio", name="7", exact=True)).to_be_checked()
    # By keyboard: the arrow takes the next step.
    whole.get_by_role("radio", name="7", exact=True).press("ArrowRight")
    tab.get_by_role("button", name="Send my answers").press("Enter")
    expect(tab.get_by_role("definition").first).to_have_text("8")
    rounds.close(tiny, asked)
    expect(tab.get_by_role("heading", name="Nothing is asked now.")).to_be_visible(timeout=10_000)
    second = begin(tiny, asked.gathering, part="frontline", turn=2)
    tab.wait_for_url(f"**/{second.code}", timeout=10_000)
    expect(tab.get_by_text("Your first answer: 8")).to_be_visible()
    expect(whole.get_by_role("radio", name="Not seen / no view")).to_be_checked()
    expect(tab.get_by_label("Who do you speak for?")).to_have_value("council")
    assert scores(tiny, asked) == [("PER1", 8)]
    assert outside == {f"localhost:{opened.port}"} and not faults


@browsers
def test_a_phone_without_script_votes_and_goes_on_by_a_link(
    chromium: Browser, tiny: Store, asked: Round, opened: Door
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"http://localhost:{opened.port}/{asked.code}")
    tab.locator("input[name='s.PAR1'][value='3']").check()
    tab.get_by_role("button").click()
    assert rounds.count(tiny, asked) == Count(1, 1)
    rounds.close(tiny, asked)
    second = begin(tiny, asked.gathering, about="block")
    tab.get_by_role("link", name="Look now").click()
    tab.wait_for_url(f"**/{second.code}")
    context.close()


@browsers
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_are_whole_on_small_phones_and_axe_finds_nothing(
    scheme: str, chromium: Browser, tiny: Store, asked: Round, opened: Door
) -> None:
    context = chromium.new_context(
        color_scheme="light" if scheme == "light" else "dark", bypass_csp=True
    )
    tab = context.new_page()
    address = f"http://localhost:{opened.port}"

    def look(seen: str) -> None:
        for width in (390, 320):
            tab.set_viewport_size({"width": width, "height": 800})
            sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert tab.evaluate(sideways) == 0, f"{seen} scrolls sideways at {width}"
            assert tab.evaluate(SMALL) == [], f"{seen} at {width}"
            found = served.by_axe(tab, scheme=scheme)
            assert found.violations_count == 0, f"{seen}: {found.generate_report()}"

    tab.goto(f"{address}/?code=nothing")
    look("the code")
    tab.goto(f"{address}/{asked.code}")
    look("the form of behaviours")
    tab.get_by_role("button").click()
    look("the form with a sentence")
    tab.locator("input[name='s.PAR1'][value='10']").check()
    tab.get_by_role("button").click()
    look("the answers that are in")
    rounds.close(tiny, asked)
    sides = {"party": "A council with a very long name indeed", "other_party": "Wordwithoutend" * 9}
    for about, more in (("block", {}), ("relationship", sides)):
        second = begin(tiny, asked.gathering, about, **more)  # type: ignore[arg-type]
        tab.goto(f"{address}/{second.code}")
        look(f"the form of a {about}")
        rounds.close(tiny, second)
    tab.goto(f"{address}/next")
    look("nothing")
    context.close()


#: What is to be touched and is lower than a finger, or whose text takes more lines than it should.
SMALL = """() => [...document.querySelectorAll(".steps span, button, select, .code")]
    .filter(each => each.offsetHeight < 44 || each.offsetWidth < 40 ||
        (/^\\d+$/.test(each.textContent) && each.offsetHeight > 50))
    .map(each => each.textContent)"""
