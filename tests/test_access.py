"""Who may see what: nothing that was not granted, by any page, address, id, file or request."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from mirror import (
    access,
    ask,
    chain,
    export,
    grain,
    grants,
    guard,
    intake,
    links,
    passing,
    record,
    release,
    rounds,
    sample,
    seen_as,
    snapshot,
    store,
    takeback,
    visit,
    vocabulary,
    witness,
    workshop,
)
from mirror.access import AT_THE_MACHINE, EVERY_PLACE, NOBODY, Denied, Visitor
from mirror.grants import Grant
from mirror.lens import Lens
from mirror.store import Refused
from mirror.workshop import Item

FRAME = store.ROOT / "mirror" / "frame.py"
EVERYTHING = frozenset({("facilitate", EVERY_PLACE), ("look", EVERY_PLACE)})
LOOKS = frozenset({("look", "aytown")})
#: Everybody who may come, by what the matrix calls them; Aytown is theirs, Beeville is not.
VISITORS: dict[str, Visitor] = {
    "at the machine": AT_THE_MACHINE,
    "facilitates every place": Visitor("ada@example.org", EVERYTHING),  # type: ignore[arg-type]
    "facilitates one place": Visitor(
        "ben@example.org", frozenset({("facilitate", "aytown"), ("look", "aytown")})
    ),
    "releases one place": Visitor(
        "rae@example.org", frozenset({("release", "aytown"), ("look", "aytown")})
    ),
    "partner of one place": Visitor("cat@example.org", LOOKS),  # type: ignore[arg-type]
    "partner by a link": Visitor("link 1", LOOKS),  # type: ignore[arg-type]
    "anyone": Visitor("", LOOKS),  # type: ignore[arg-type]
    "stranger": NOBODY,
    "signed in, nothing granted": Visitor("dan@example.org"),
}
FACILITATES = {"at the machine", "facilitates every place", "facilitates one place"}
EVERYWHERE = FACILITATES - {"facilitates one place"}
PAGES = sorted(path.stem for path in (store.ROOT / "pages").glob("*.py"))
#: The pages that everybody may read, and those of whoever releases a place.
OPEN, OF_STEWARDS = {"accessibility", "privacy"}, {"access", "release"}
#: Every question that is asked on a page of one who facilitates, with what else it binds.
QUESTIONS = sorted(path.stem for path in store.QUERIES.glob("*.sql"))


@pytest.fixture
def be(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Visitor]:
    """Somebody who is here from now on."""

    def somebody(name: str) -> Visitor:
        visitor = VISITORS[name]
        monkeypatch.setattr(access, "_asked", [lambda: lambda: visitor])
        return visitor

    return somebody


Be = Callable[[str], Visitor]


# --- what the file of grants says -----------------------------------------------------------------


def granted(data: Path, text: str) -> None:
    data.with_name("access.toml").write_text(text, encoding="utf-8")


BEN = '[[grant]]\nwho = "Ben@Example.org"\ndoes = "facilitates"\nplace = "aytown"\n'


def test_nothing_is_granted_where_there_is_no_file(data: Path) -> None:
    assert grants.of("ben@example.org") == grants.of(grants.ANYONE) == frozenset()


def test_to_facilitate_includes_to_look_and_not_to_release(data: Path) -> None:
    granted(data, BEN)
    ben = Visitor("ben@example.org", grants.of("BEN@example.ORG"))
    assert ben.may("facilitate", "aytown") and ben.may("look", "aytown")
    assert not ben.may("release", "aytown")
    assert not any(ben.may(deed, "beeville") for deed in ("facilitate", "release", "look"))
    assert not ben.may("facilitate", EVERY_PLACE)
    assert grants.of("benn@example.org") == frozenset()


def test_what_anyone_may_see_everybody_may(data: Path) -> None:
    granted(data, BEN + '[[grant]]\nwho = "anyone"\ndoes = "looks"\nplace = "every place"\n')
    assert grants.of(grants.ANYONE) == {("look", EVERY_PLACE)}
    assert ("look", EVERY_PLACE) in grants.of("somebody@example.org")


def test_a_change_counts_at_once(data: Path) -> None:
    granted(data, BEN)
    assert grants.of("ben@example.org")
    granted(data, BEN.replace("aytown", "beeville"))
    assert ("look", "beeville") in grants.of("ben@example.org")
    data.with_name("access.toml").unlink()
    assert not grants.of("ben@example.org")


@pytest.mark.parametrize(
    "text",
    [
        "[[grant]\n",
        "grant = 3\n",
        BEN + "[other]\n",
        BEN.replace('place = "aytown"\n', ""),
        BEN + 'note = "x"\n',
        BEN.replace("facilitates", "owns"),
        BEN.replace("Ben@Example.org", "Ben"),
        BEN.replace("Ben@Example.org", "anyone"),
        BEN.replace("aytown", "*"),
        BEN.replace('"aytown"', "7"),
        BEN + '[[grant]]\nwho = ""\ndoes = "looks"\nplace = "aytown"\n',
    ],
)
def test_a_broken_file_grants_nothing_and_says_so_in_a_sentence(data: Path, text: str) -> None:
    granted(data, text)
    assert grants.of("ben@example.org") == frozenset()
    said = grants.fault()
    assert said.endswith(("It grants nothing.", "Nothing is granted.")) and "\n" not in said


def test_a_file_that_is_no_text_grants_nothing(data: Path) -> None:
    data.with_name("access.toml").write_bytes(b"\xff\xfe\x00")
    assert grants.of("ben@example.org") == frozenset() and grants.fault()


def test_a_grant_is_added_and_taken_away_and_what_a_person_wrote_stays(
    empty: store.Store, data: Path
) -> None:
    granted(data, "# ours\n" + BEN + '# the last\n[[grant]]\nwho = "a@b.c"\ndoes = "looks"\n'
            'place = "aytown"  # for a while\n')  # fmt: skip
    new = Grant("new@example.org", "looks", "every place")
    grants.add(empty, new)
    assert grants.listed()[-1] == new
    grants.take_away(empty, Grant("Ben@Example.org", "facilitates", "aytown"))
    assert [grant.who for grant in grants.listed()] == ["a@b.c", "new@example.org"]
    text = data.with_name("access.toml").read_text(encoding="utf-8")
    assert "# ours" in text and "# for a while" in text
    log = empty.ask("SELECT what, subject FROM change ORDER BY number").to_numpy().tolist()
    assert log == [
        ["grant", "new@example.org looks every place"],
        ["take away grant", "Ben@Example.org facilitates aytown"],
    ]
    assert not list(data.parent.glob("access.toml?*"))


def test_the_only_grant_is_taken_away_and_another_is_given(tiny: store.Store) -> None:
    one, other = (Grant(f"{who}@x.org", "looks", "aytown") for who in "ab")
    grants.add(tiny, one)
    grants.take_away(tiny, one)
    assert grants.listed() == ()
    grants.add(tiny, other)
    assert grants.listed() == (other,)


def test_the_first_grant_makes_a_file_that_says_what_may_be_written(
    empty: store.Store, data: Path
) -> None:
    grants.add(empty, Grant("new@example.org", "releases", "aytown"))
    text = data.with_name("access.toml").read_text(encoding="utf-8")
    assert all(word in text for word in ("facilitates", "releases", "looks", "every place"))
    assert grants.of("new@example.org") == {("release", "aytown"), ("look", "aytown")}


@pytest.mark.parametrize("place", ["beeville", "every place"])
def test_only_who_releases_a_place_says_who_may_see_it(
    empty: store.Store, data: Path, be: Be, place: str
) -> None:
    granted(data, BEN.replace("aytown", place))
    before = data.with_name("access.toml").read_bytes()
    for name in VISITORS.keys() - {"at the machine"}:
        be(name)
        with pytest.raises(Denied):
            grants.add(empty, Grant("new@example.org", "looks", place))
        with pytest.raises(Denied):
            grants.take_away(empty, Grant("Ben@Example.org", "facilitates", place))
    assert data.with_name("access.toml").read_bytes() == before
    be("releases one place")
    grants.add(empty, Grant("new@example.org", "looks", "aytown"))


# --- links ----------------------------------------------------------------------------------------


@pytest.fixture
def link(tiny: store.Store) -> tuple[links.Link, str]:
    return links.make(tiny, "aytown", "Jo of the advice centre", 30)


def test_a_link_opens_one_place_to_look_at_and_nothing_else(link: tuple[links.Link, str]) -> None:
    visitor = visit.known({}, {links.COOKIE: link[1]})
    assert visitor == Visitor(f"link {link[0].id}", frozenset({("look", "aytown")}))


def test_a_link_opens_nothing_once_it_is_taken_back(
    tiny: store.Store, link: tuple[links.Link, str]
) -> None:
    links.revoke(tiny, link[0])
    assert visit.known({}, {links.COOKIE: link[1]}) == NOBODY
    with pytest.raises(Refused, match="opens nothing any more"):
        links.revoke(tiny, link[0])
    [held] = links.listed(tiny, "aytown")
    assert held.revoked_at is not None and held.label == "Jo of the advice centre"


def test_a_link_opens_nothing_from_its_last_moment_on(
    tiny: store.Store, link: tuple[links.Link, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "now", lambda: link[0].expires_at)
    assert visit.known({}, {links.COOKIE: link[1]}) == NOBODY


def test_a_forged_link_opens_nothing(link: tuple[links.Link, str]) -> None:
    token = link[1]
    identity, expiry, seal = token.split(".")
    later = str(int(expiry) + 1)
    for forged in (
        "", ".", "..", f"{identity}..{seal}", f"{identity}.{later}.{seal}", token[:-1],
        f"{identity}.{expiry}.", f"{UUID(int=1).hex}.{expiry}.{seal}", token + "0", token.upper(),
        f"{identity}.{expiry}.{'é' * 64}", "\udcff", token + ".", f"{{{identity}}}.{expiry}.{seal}",
    ):  # fmt: skip
        assert links.opened(forged) is None, forged
    assert links.opened(token) == link[0]


def test_neither_a_link_nor_the_key_stands_in_the_file(
    tiny: store.Store, data: Path, link: tuple[links.Link, str]
) -> None:
    tiny.close()
    key = data.with_name("mirror.key")
    held = data.read_bytes()
    assert link[1].split(".")[2].encode() not in held
    assert key.read_bytes().strip() not in held and len(key.read_bytes().strip()) == 64
    if os.name == "posix":
        assert key.stat().st_mode & 0o777 == 0o600


def test_another_key_opens_no_link(
    link: tuple[links.Link, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIRROR_KEY", "x" * 32)
    assert links.opened(link[1]) is None
    monkeypatch.setenv("MIRROR_KEY", "short")
    with pytest.raises(Refused, match="shorter than 32"):
        links.opened(link[1])


@pytest.mark.parametrize(("label", "days"), [("", 30), ("x" * 101, 30), ("Jo", 0), ("Jo", 367)])
def test_a_link_is_for_somebody_and_ends(tiny: store.Store, label: str, days: int) -> None:
    with pytest.raises(Refused):
        links.make(tiny, "aytown", label, days)
    assert not links.listed(tiny, "aytown")


def test_only_who_releases_a_place_makes_links_to_it(
    tiny: store.Store, be: Be, link: tuple[links.Link, str]
) -> None:
    for name in VISITORS:
        be(name)
        if name in ("at the machine", "releases one place"):
            continue
        with pytest.raises(Denied):
            links.make(tiny, "aytown", "Jo", 30)
        with pytest.raises(Denied):
            links.revoke(tiny, link[0])
    be("releases one place")
    with pytest.raises(Denied):
        links.make(tiny, "beeville", "Jo", 30)
    assert links.make(tiny, "aytown", "Jo", 30)


# --- who is at the other end ----------------------------------------------------------------------


HOST = ("Host", "localhost:8501")


@pytest.mark.parametrize(
    ("headers", "peer", "is_here"),
    [
        ([HOST], "127.0.0.1", True),
        ([("host", "127.0.0.1:8501")], "127.0.0.1", True),
        ([("host", "[::1]:8501")], "::1", True),
        ([HOST, ("origin", "http://localhost:8501")], "127.0.0.1", True),
        ([HOST], "192.0.2.7", False),
        ([HOST], None, False),
        ([("host", "mirror.example.org")], "127.0.0.1", False),
        ([("host", "localhost.example.org")], "127.0.0.1", False),
        ([("host", "127.0.0.1.example.org")], "127.0.0.1", False),
        ([("host", "localhost@example.org")], "127.0.0.1", False),
        ([("host", "[")], "127.0.0.1", False),
        ([("host", "")], "127.0.0.1", False),
        ([], "127.0.0.1", False),
        ([HOST, ("host", "example.org")], "127.0.0.1", False),
        ([HOST, ("origin", "https://example.org")], "127.0.0.1", False),
        ([HOST, ("origin", "null")], "127.0.0.1", False),
        ([HOST, ("X-Forwarded-For", "127.0.0.1")], "127.0.0.1", False),
        ([HOST, ("x-forwarded-host", "example.org")], "127.0.0.1", False),
        ([HOST, ("Forwarded", "for=127.0.0.1")], "127.0.0.1", False),
        ([HOST, ("X-Real-IP", "192.0.2.7")], "127.0.0.1", False),
        ([HOST, ("Via", "1.1 proxy")], "127.0.0.1", False),
    ],
)
def test_only_this_machine_itself_is_the_person_at_it(
    headers: list[tuple[str, str]], peer: str | None, is_here: bool
) -> None:
    assert visit.is_from_the_machine(headers, peer) is is_here


@pytest.mark.parametrize(
    ("user", "who"),
    [
        ({"is_logged_in": True, "email": "Ben@Example.org"}, "ben@example.org"),
        ({"is_logged_in": True, "email": "ben@example.org", "email_verified": True},
         "ben@example.org"),
        ({"is_logged_in": True, "email": "ben@example.org", "email_verified": "true"},
         "ben@example.org"),
        ({"is_logged_in": True, "email": "ben@example.org", "email_verified": False}, ""),
        ({"is_logged_in": True, "email": "ben@example.org", "email_verified": "false"}, ""),
        ({"is_logged_in": True, "email": "ben@example.org", "email_verified": None}, ""),
        ({"is_logged_in": False, "email": "ben@example.org"}, ""),
        ({"email": "ben@example.org"}, ""),
        ({"is_logged_in": True}, ""),
        ({"is_logged_in": True, "email": ["ben@example.org"]}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_an_address_counts_only_as_far_as_the_sign_in_vouches_for_it(
    data: Path, user: dict[str, Any], who: str
) -> None:
    granted(data, BEN)
    visitor = visit.known(user, {})
    assert visitor.who == who and visitor.does("facilitate") == bool(who)


# --- what may be asked and written ----------------------------------------------------------------


def refused(work: Callable[[], object]) -> bool:
    try:
        work()
    except Denied:
        return True
    return False


def terms_of(question: str, place: str) -> dict[str, Any]:
    known: dict[str, Any] = {
        "place": place, "beside": "", "consent": 1, "words": "plain", "since": date(2025, 1, 1),
        "until": date(2025, 12, 31), "months": 3, "also_since": date(2025, 1, 1),
        "months_before": 0, "id": str(UUID(int=1)), "gathering": str(UUID(int=1)),
        "behaviour": "PER1", "part": "frontline", "block": "governance", "observer": "",
        "said": "", "kind": "event", "page": "home", "of": "trust", "scale": "consent",
        "split": date(2025, 6, 1), "now_since": date(2025, 6, 2), "now_until": date(2025, 12, 31),
        "met": date(2025, 6, 1), "today": date(2025, 12, 31), "most": 10, "also_until":
        date(2025, 12, 31), "people": "all", "weight": "people", "code": "", "sector": "",
    }  # fmt: skip
    named = store.parameters(store.sql(question))
    return {name: known.get(name) for name in named}


@pytest.mark.parametrize("name", VISITORS)
def test_every_question_is_answered_of_the_places_that_somebody_facilitates(
    name: str, tiny: store.Store, be: Be
) -> None:
    be(name)
    for question in QUESTIONS:
        for place in ("aytown", "beeville"):
            allowed = name in EVERYWHERE or (
                name in FACILITATES and (place == "aytown" or question in guard.SHARED)
            )
            terms = terms_of(question, place)
            if not {"place", "beside"} & terms.keys():
                # By the id of nothing that is held, nothing is told.
                allowed = name in FACILITATES
            assert refused(partial(guard.asked, question, terms)) is not allowed, question


def test_every_question_names_a_place_or_is_about_what_all_share() -> None:
    for question in QUESTIONS:
        named = store.parameters(store.sql(question))
        is_shared = question in guard.SHARED
        if "id" in named:
            assert question == "gathering", "it says itself of which place it is"
        assert is_shared is not bool(named & {*guard.PLACES, *guard.THINGS}), question


@pytest.mark.parametrize("name", VISITORS)
def test_the_places_that_are_told_are_those_that_somebody_facilitates(
    name: str, tiny: store.Store, be: Be
) -> None:
    be(name)
    if name not in FACILITATES:
        with pytest.raises(Denied):
            ask.ask("places")
        return
    expected = ["aytown", "beeville"] if name in EVERYWHERE else ["aytown"]
    assert ask.ask("places").code.tolist() == expected


def test_a_second_place_beside_ones_own_is_not_told(tiny: store.Store, be: Be) -> None:
    be("facilitates one place")
    lens = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31), beside="beeville")
    with pytest.raises(Denied):
        ask.ask("entry", lens)


@pytest.fixture
def other(tiny: store.Store) -> dict[str, Any]:
    """Something of everything, in Beeville."""
    held, place = tiny, "beeville"
    seen, day = record.new_id(), date(2025, 5, 1)
    record.observation(
        held, seen, place=place, observer="b9", behaviour="PER1", observed_on=day, strength=3,
        note="of Beeville",
    )  # fmt: skip
    event = record.new_id()
    record.event(held, event, place=place, kind="pressure", title="Cuts", started_on=day)
    met = record.new_id()
    workshop.prepare(
        held, met, place=place, held_on=date.today(), purpose="Beeville meets",
        agenda=[Item("home", "place=beeville", "And now?")],
    )  # fmt: skip
    one = record.new_id()
    rounds.open_round(held, one, gathering=met, place=place, turn=1, about="behaviour")
    kept = record.new_id()
    snapshot.keep(
        held, kept, place=place, page="pace", lens="place=beeville", taken_on=day, voices="",
        heard={},
    )  # fmt: skip
    report = intake.bring_in(
        held,
        [(1, ("2025-05-02", place, "", "PER1", "b8", "", "", "4", "", "", "", ""))],
        "file.csv",
    )
    assert not report.refused
    [batch] = [one.id for one in takeback.batches(held) if place in one.places]
    return {
        "observation": seen, "event": event, "gathering": met, "round": one, "snapshot": kept,
        "batch": batch,
    }  # fmt: skip


def taken(form: str, held: store.Store, of: dict[str, Any]) -> bytes:
    return export.FORMATS[form].make(held, "beeville")


#: What is done to something of Beeville, by its id or by the place's name.
WRITES: dict[str, Callable[[store.Store, dict[str, Any]], object]] = {
    "amend": lambda held, of: takeback.amend_observation(held, of["observation"], strength=9.0),
    "lower consent": lambda held, of: takeback.change_consent(held, of["observation"], 0),
    "generalise": lambda held, of: takeback.generalise_note(held, of["observation"], "x"),
    "withdraw a note": lambda held, of: takeback.withdraw_note(held, of["observation"]),
    "withdraw": lambda held, of: takeback.withdraw_observation(held, of["observation"]),
    "withdraw an event": lambda held, of: takeback.withdraw(held, "event", of["event"]),
    "withdraw a person": lambda held, of: takeback.withdraw_observer(held, "beeville", "b9"),
    "undo a batch": lambda held, of: takeback.undo_batch(held, of["batch"]),
    "look up": lambda held, of: takeback.history(held, of["observation"]),
    "plan": lambda held, of: workshop.plan(held, of["gathering"], [Item("pace", "", "Why?")]),
    "close": lambda held, of: workshop.close(held, of["gathering"]),
    "remove": lambda held, of: workshop.remove(held, of["gathering"]),
    "prepare": lambda held, of: workshop.prepare(
        held, record.new_id(), place="beeville", held_on=date.today(), purpose="x",
        agenda=[Item("home", "place=beeville", "And now?")],
    ),
    "open a round": lambda held, of: rounds.open_round(
        held, record.new_id(), gathering=of["gathering"], place="beeville", turn=1, about="block"
    ),
    "keep a view": lambda held, of: snapshot.keep(
        held, record.new_id(), place="beeville", page="pace", lens="", taken_on=date.today(),
        voices="", heard={},
    ),
    "open a kept view": lambda held, of: snapshot.opened(held, str(of["snapshot"])),
    "remove a kept view": lambda held, of: snapshot.remove(held, str(of["snapshot"])),
    "record": lambda held, of: record.observation(
        held, record.new_id(), place="beeville", observer="b1", behaviour="PER1",
        observed_on=date(2025, 5, 1), strength=1,
    ),
    "bring in": lambda held, of: intake.bring_in(
        held, [(1, ("2025-05-03", "beeville", "", "PER1", "b7", "", "", "4", "", "", "", ""))], "f"
    ),
    "bring in one row of many": lambda held, of: intake.bring_in(
        held,
        [
            (1, ("2025-05-03", "aytown", "", "PER1", "b7", "", "", "4", "", "", "", "")),
            (2, ("2025-05-03", "Beeville", "", "PER1", "b7", "", "", "4", "", "", "", "")),
        ],
        "f",
    ),
    "bring in a new place": lambda held, of: intake.bring_in(
        held, [(1, ("2025-05-03", "Ceetown", "", "PER1", "b7", "", "", "4", "", "", "", ""))], "f",
        add=["place"],
    ),
    "add a place": lambda held, of: vocabulary.add_place(held, "Ceetown"),
    "start empty": lambda held, of: sample.start_empty(held),
    "choose words": lambda held, of: vocabulary.choose_words(held, "beeville", "framework"),
    **{f"take away {form}": partial(taken, form) for form in export.FORMATS},
    "take away a file": lambda held, of: witness.taking(lambda: b"", "beeville", "a file")(),
}  # fmt: skip


def everything(held: store.Store) -> dict[str, list[str]]:
    """What a file holds, but for its change log."""
    tables = held.ask("SELECT table_name FROM duckdb_tables() WHERE table_name <> 'change'")
    return {
        name: sorted(held.ask(f'SELECT CAST(t AS VARCHAR) AS line FROM "{name}" AS t').line)
        for name in tables.table_name
    }


@pytest.mark.parametrize("way", WRITES)
def test_nothing_of_another_place_is_changed_or_told(
    way: str, tiny: store.Store, other: dict[str, Any], be: Be
) -> None:
    before = everything(tiny)
    for name in VISITORS.keys() - EVERYWHERE:
        be(name)
        with pytest.raises(Denied):
            WRITES[way](guard.current(), other)
    assert everything(tiny) == before
    be("at the machine")
    try:
        WRITES[way](guard.current(), other)
    except Denied:
        raise AssertionError("the way itself is tried") from None
    except Refused as refusal:
        assert way in ("close", "remove", "open a round"), refusal


def test_what_is_of_ones_own_place_is_recorded_changed_and_taken_back(
    tiny: store.Store, be: Be
) -> None:
    be("facilitates one place")
    held, seen = guard.current(), record.new_id()
    record.observation(
        held, seen, place="aytown", observer="b1", behaviour="PER1", strength=2, note="mine",
        observed_on=date(2025, 5, 1),
    )  # fmt: skip
    standing = takeback.amend_observation(held, seen, strength=3.0)
    takeback.withdraw_observation(held, standing)
    report = intake.bring_in(
        held, [(1, ("2025-05-03", "Aytown", "", "PER1", "b7", "", "", "4", "", "", "", ""))], "f"
    )
    assert report.added == 1
    assert export.FORMATS["csv"].make(held, "aytown")
    whose = tiny.ask("SELECT DISTINCT who FROM change WHERE number > 1").who.tolist()
    assert whose == ["ben@example.org"]
    assert chain.checked(tiny).wrong is None


def test_pages_take_the_file_only_as_whoever_is_here_may_use_it() -> None:
    """Whoever takes the whole file says in its one reason why: partners' own rows are one."""
    files = [path for room in ("mirror", "pages") for path in (store.ROOT / room).rglob("*.py")]
    takes = {
        path.stem for path in files
        if re.search(r"store\.(current|open_store)\(|store import .*current", path.read_text())
    }  # fmt: skip
    assert takes <= {
        "__main__", "adding", "ask", "backup", "fields", "granting", "guard", "launch", "links",
        "own_notes", "safekeeping", "salvage", "welcome", "witness",
    }  # fmt: skip


# --- pages ----------------------------------------------------------------------------------------


def opened(page: str, **address: str) -> AppTest:
    """What a cold deep link to a page shows."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    app._page_hash = page_hash(page)
    return app.run()


def page_hash(page: str) -> str:
    from streamlit.util import calc_hash

    return calc_hash(page)


def sent(app: AppTest) -> str:
    """All that the browser is sent of a page."""
    return "\n".join(str(element.proto) for element in app.main) + "\n".join(
        str(element.proto) for element in app.get("vega_lite_chart")
    )


def tampered(other: dict[str, Any]) -> list[dict[str, str]]:
    """Addresses that ask for Beeville, or for something of it."""
    return [
        {"place": "beeville", "cell": "PER1.frontline", "met": "2025-06-01"},
        {"place": "aytown", "beside": "beeville"},
        {"place": "beeville", "gathering": str(other["gathering"]), "step": "1"},
        {"place": "aytown", "gathering": str(other["gathering"])},
        {"place": "aytown", "then": str(other["snapshot"])},
    ]


@pytest.mark.parametrize("page", PAGES)
def test_a_facilitator_of_one_place_sees_nothing_of_another(
    page: str, tiny: store.Store, other: dict[str, Any], be: Be
) -> None:
    be("facilitates one place")
    for address in tampered(other):
        app = opened(page, **address)
        assert not app.exception, address
        assert not re.search("eeville|Cuts", sent(app)), address


@pytest.mark.parametrize("name", sorted(VISITORS.keys() - FACILITATES))
def test_whoever_facilitates_nothing_reaches_no_page_of_those_who_do(
    name: str, tiny: store.Store, other: dict[str, Any], be: Be
) -> None:
    be(name)
    for page in PAGES:
        if page in OPEN or (page in OF_STEWARDS and name == "releases one place"):
            continue
        app = opened(page, **tampered(other)[2])
        assert not app.exception, page
        shown = sent(app)
        of_partners = page in seen_as.SHARED
        assert not re.search("eeville|Cuts|PER1" + ("" if of_partners else "|ytown"), shown), page
        assert not app.get("download_button") and not app.get("vega_lite_chart"), page
        if not of_partners:
            assert [one.value for one in app.title] == ["Place Mirror"], page


def test_a_steward_of_one_place_releases_it_and_no_other(
    tiny: store.Store, other: dict[str, Any], be: Be, data: Path
) -> None:
    theirs = release.draft(tiny, ["beeville"])
    be("releases one place")
    for address in tampered(other):
        app = opened("release", **address)
        assert not app.exception, address
        assert not re.search("eeville|Cuts", sent(app)), address
        assert app.title[0].value.endswith("?"), address
    with pytest.raises(Denied):
        release.draft(guard.to_release(), ["beeville"])
    with pytest.raises(Denied):
        release.publish(tiny, theirs, data.with_name("out.duckdb"))
    with pytest.raises(Denied):
        grain.choose(guard.to_release(), "beeville", grain.Grain(half_years=True))
    with pytest.raises(Denied):
        passing.keep_back(guard.to_release(), "beeville", other["observation"])
    assert release.draft(guard.to_release(), ["aytown"]).grains.keys() == {"aytown"}
    with pytest.raises(Denied):
        guard.current().ask(store.sql("release/voices"), {"place": "aytown", "moment": store.now()})


def test_who_facilitates_one_place_and_releases_another_sees_each_as_granted(
    tiny: store.Store, other: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Visitor(
        "both@example.org", frozenset({("facilitate", "aytown"), ("release", "beeville")})
    )
    monkeypatch.setattr(access, "_asked", [lambda: lambda: both])
    assert not re.search("eeville|Cuts", sent(opened("pace", place="beeville")))
    app = opened("release", place="aytown")
    assert app.selectbox[0].options == ["Beeville"]


def test_a_facilitator_of_one_place_is_offered_that_place_alone(
    tiny: store.Store, other: dict[str, Any], be: Be
) -> None:
    be("facilitates one place")
    app = opened("behaviours", place="beeville")
    assert app.selectbox[0].options == ["Aytown"]
    assert app.selectbox[0].value == "aytown"


def test_the_page_of_rights_lists_the_places_of_whoever_looks(
    tiny: store.Store, data: Path, be: Be
) -> None:
    granted(data, BEN + BEN.replace("aytown", "beeville").replace("Ben@", "bee@"))
    be("releases one place")
    shown = sent(opened("access"))
    assert "Ben@Example.org" in shown and "bee@" not in shown and "eeville" not in shown


# --- what the change log says of who saw and took what --------------------------------------------


def test_who_saw_notes_is_told_once_a_day_and_empties_no_answers(tiny: store.Store, be: Be) -> None:
    be("facilitates one place")
    lens = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31))
    before = tiny.version
    for _ in range(3):
        ask.ask("notes", lens, behaviour="PAR1", part="frontline")
    assert tiny.version == before
    log = tiny.ask("SELECT what, subject, who FROM change WHERE what = 'see notes'")
    assert log.to_numpy().tolist() == [["see notes", "aytown, notes of a cell", "ben@example.org"]]
    assert chain.checked(tiny).wrong is None


def test_nothing_is_told_of_the_sample_which_is_nobodys(sampled: store.Store) -> None:
    before = chain.checked(sampled).entries
    lens = Lens("gateshead", date(2025, 1, 1), date(2026, 12, 31))
    assert len(ask.ask("reflections", lens, page=""))
    witness.taking(lambda: b"", "gateshead", "a file")()
    assert chain.checked(sampled).entries == before


def test_what_is_taken_away_is_told_when_it_is_and_by_whom(tiny: store.Store, be: Be) -> None:
    be("facilitates one place")
    make = witness.taking(lambda: b"rows", "aytown", "Behaviours")
    be("at the machine")
    assert not len(tiny.ask("FROM change WHERE what = 'take away'"))
    assert make() == b"rows"
    [told] = tiny.ask("FROM change WHERE what = 'take away'").itertuples()
    assert (told.subject, told.who) == ("aytown, Behaviours", "ben@example.org")


def test_a_right_that_was_taken_away_makes_no_file_from_a_page_still_open(
    tiny: store.Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted(data, BEN)
    user = {"is_logged_in": True, "email": "ben@example.org"}
    monkeypatch.setattr(access, "_asked", [lambda: lambda: visit.known(user, {})])
    make = witness.taking(lambda: b"rows", "aytown", "Behaviours")
    assert make() == b"rows"
    granted(data, "")
    with pytest.raises(Denied):
        make()


@pytest.fixture(autouse=True)
def nobody_was_told() -> Iterator[None]:
    witness._told.clear()
    yield


def test_a_table_of_places_with_none_of_ones_own_keeps_its_columns(be: Be) -> None:
    be("facilitates one place")
    table = pd.DataFrame({"code": ["x"], "title": ["X"], "invented": [False]})
    assert guard.theirs("places", table).columns.tolist() == ["code", "title", "invented"]
    assert guard.theirs("places", table).empty
