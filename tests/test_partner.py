"""What partners see and add: the release and nothing else, and what is their own."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from mirror import (
    access,
    allowance,
    banded,
    own,
    partner,
    record,
    release,
    released,
    screen,
    store,
    takeback,
    vocabulary,
    words,
)
from mirror.access import Deed, Visitor
from mirror.charts import banded_text
from mirror.store import Refused, Store
from tests.test_house import ROOT, imports
from tests.test_pages import FRAME, pictures, said
from tests.test_release import put
from tests.test_release import said as observed
from tests.test_takeback import state

#: The pages that show a release, each with its picture if it has one.
VIEWS = {
    "home": None, "behaviours": "Behaviours heatmap", "pace": "Pace timeline",
    "infrastructure": "Infrastructure readiness",
}  # fmt: skip
ORGANISATIONS = ("Council", "Charity", "Clinic")

Comes = Callable[[Visitor], None]


def of(*places: str, who: str = "pat@example.org") -> Visitor:
    return Visitor(who, frozenset({("look", place) for place in places}))


@pytest.fixture
def comes(monkeypatch: pytest.MonkeyPatch) -> Comes:
    """Who looks at the pages from now on."""
    return lambda visitor: monkeypatch.setattr(access, "_asked", [lambda: lambda: visitor])


def people(place: str, count: int = 12) -> list[str]:
    return [f"{place}-person-{number}" for number in range(count)]


def fill(held: Store, *places: str) -> None:
    """In each place twelve people of three organisations, of one behaviour, trust and a block."""
    for place in places:
        put(held, "place", [{"code": place, "title": place.title()}])
        who = people(place)
        put(held, "observer", [
            {"place": place, "code": person, "organisation": ORGANISATIONS[number % 3]}
            for number, person in enumerate(who)
        ])  # fmt: skip
        days = [date(2025, 2, 1) + timedelta(days=100 * (number % 2)) for number in range(12)]
        put(held, "observation", [
            observed(place, person, "PAR1", "frontline", day, number % 6 + 2)
            for number, (person, day) in enumerate(zip(who, days, strict=True))
        ])  # fmt: skip
        common = {"place": place, "consent": 1, "recorded_at": store.now()}
        put(held, "relationship", [
            {"id": str(uuid4()), "observer": person, "party": "One", "other_party": "Two",
             "trust": number % 4 + 1, "observed_on": day, **common}
            for number, (person, day) in enumerate(zip(who, days, strict=True))
        ])  # fmt: skip
        put(held, "block_view", [
            {"id": str(uuid4()), "observer": person, "block": "data", "level": 1 + number % 2,
             "observed_on": days[0], **common}
            for number, person in enumerate(who)
        ])  # fmt: skip


def publish(held: Store, *places: str) -> None:
    """Release each of the places, as the person at the machine does, whoever is here."""
    with pytest.MonkeyPatch.context() as at_home:
        at_home.setattr(access, "here", lambda: access.AT_THE_MACHINE)
        for place in places:
            release.publish(held, release.draft(held, [place]), release.file_of(place))


@pytest.fixture
def two_places(empty: Store) -> Store:
    """A house of two places, each of which was released."""
    fill(empty, "aytown", "beeville")
    publish(empty, "aytown", "beeville")
    return empty


def opened(page: str, app: Any = None, /, **address: str) -> Any:
    """The page of partners that an address opens, in a tab of its own or in this one."""
    if app is None:
        app = AppTest.from_file(str(FRAME), default_timeout=60)
        say(app, address)
        app.run()
    app.switch_page(f"../pages/partner/{page}.py")
    say(app, address)
    return app.run()


def say(app: Any, address: dict[str, str]) -> None:
    app.query_params.clear()
    for key, value in address.items():
        app.query_params[key] = value


def sent(app: Any) -> list[bytes]:
    """All that the browser is sent to draw, piece by piece."""

    def pieces(node: Any) -> Iterator[bytes]:
        if (proto := getattr(node, "proto", None)) is not None:
            # What is taken away has a name made by chance each time it is offered.
            yield re.sub(rb"[0-9a-f]{32}$", b"", proto.SerializeToString(deterministic=True))
        for child in getattr(node, "children", {}).values():
            yield from pieces(child)

    return list(pieces(app._tree))


# --- the release, and nothing else ----------------------------------------------------------------

#: What partners' pages may use of modules that know more than the release.
MAY_USE = {
    "release": {"open_release", "file_of", "draft_of"},
    "store": {"Refused", "sql", "parameters", "ROOT"},
    "vocabulary": {"phrases", "questions"},
    "access": {"here", "Visitor"},
}


def reached(start: list[Path]) -> dict[str, Path]:
    """Every module of ours that is imported from these files on, up to those of MAY_USE."""
    found, waiting = dict[str, Path](), list(start)
    while waiting:
        path = waiting.pop()
        for name in imports(path):
            if not name.startswith("mirror.") or name in found:
                continue
            module = ROOT / (name.replace(".", "/") + ".py")
            file = module if module.exists() else module.with_suffix("") / "__init__.py"
            if file.exists():
                found[name] = file
                if name.removeprefix("mirror.") not in MAY_USE:
                    waiting.append(file)
    return found


def test_the_pages_of_partners_are_built_on_the_release_alone() -> None:
    start = [ROOT / "pages" / "partner" / f"{page}.py" for page in VIEWS]
    start.append(ROOT / "mirror" / "partners_frame.py")
    found = reached(start)
    assert "mirror.released" in found
    assert not {f"mirror.{name}" for name in ("ask", "view", "panels", "own", "launch")} & {*found}
    own_files = [path for name, path in found.items() if name.split(".")[1] not in MAY_USE]
    for path in [*start, *own_files]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                may = MAY_USE.get(node.value.id, {node.attr})
                assert node.attr in may, f"{path.name} uses {node.value.id}.{node.attr}"
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mirror."):
                may = MAY_USE.get((node.module or "")[7:], {alias.name for alias in node.names})
                assert {alias.name for alias in node.names} <= may, path.name


@pytest.mark.parametrize("page", VIEWS)
def test_a_page_is_drawn_while_the_file_of_observations_is_shut(
    page: str, two_places: Store, comes: Comes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shut(*_: Any, **__: Any) -> Store:
        raise AssertionError("the file of observations was opened")

    two_places.close()
    comes(of("aytown"))
    with monkeypatch.context() as while_shut:
        while_shut.setattr(store, "open_store", shut)
        app = opened(page, gathering=str(uuid4()), step="1", cell="PAR1.frontline", then="1")
    assert not app.exception
    assert "Aytown" in said(app) + "".join(p.proto.spec for p in app.get("vega_lite_chart"))
    assert pictures(app)[:1] == [name for name in [VIEWS[page]] if name]


@pytest.mark.parametrize("page", ["behaviours", "pace", "infrastructure"])
def test_a_page_has_its_picture_table_download_purpose_and_question(
    page: str, two_places: Store, comes: Comes
) -> None:
    comes(of("aytown"))
    app = opened(page)
    assert not app.exception and app.title[0].value.endswith("?")
    assert app.table[0].proto.alt == f"{VIEWS[page]}, as a table"
    assert app.get("download_button")[0].label == "Download these rows"
    assert words.PURPOSE[:30] in app.get("vega_lite_chart")[0].proto.spec
    asked = {*vocabulary.questions(page)}
    assert [head.value for head in app.header if head.value in asked]


def test_what_is_taken_away_says_what_it_is_not_for() -> None:
    row = {"state": "unheard", "behaviour_label": "A", "part_label": "B", "family_label": "C"}
    table = pd.DataFrame([row | dict.fromkeys(("people", "low", "high", "gap"))])
    rows = banded.behaviours_rows(table, banded.ALL_TIME)
    assert rows.Heard.tolist() == ["too few to show"]
    file = screen.as_csv(rows, {"Purpose": words.PURPOSE}).decode("utf-8-sig")
    assert words.PURPOSE in file


def test_what_is_hidden_and_what_nobody_said_are_the_same_to_the_last_byte(
    tmp_path: Path, comes: Comes, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, answers = [], []
    comes(of("aytown"))
    for name in ("silent", "hidden"):
        folder = tmp_path / name
        folder.mkdir()
        monkeypatch.setenv("MIRROR_DATA", str(folder / "mirror.duckdb"))
        held = store.open_store(store.data_path())
        vocabulary.bring_up_to_date(held)
        fill(held, "aytown")
        if name == "hidden":
            put(held, "part", [{"code": "shed", "title": "Shed", "plain": "Shed", "position": 99}])
            put(held, "observation", [
                observed("aytown", person, "POW1", part, date(2025, 2, 1), 9.5)
                for person in people("aytown", 4)
                for part in ("commissioning", "shed")
            ])  # fmt: skip
            views = {"place": "aytown", "consent": 1, "recorded_at": store.now(), "level": 4,
                     "block": "platforms", "observed_on": date(2025, 2, 1)}  # fmt: skip
            put(held, "block_view", [
                {"id": str(uuid4()), "observer": person, **views} for person in people("aytown", 4)
            ])  # fmt: skip
        publish(held, "aytown")
        held.close()
        pages = [
            opened("home"), opened("behaviours"), opened("behaviours", when="2025-01-01"),
            opened("behaviours", cell="POW1.commissioning"), opened("pace", behaviour="POW1"),
            opened("infrastructure"),
        ]  # fmt: skip
        assert not any(app.exception for app in pages)
        drawn.append([piece for app in pages for piece in sent(app)])
        file = release.file_of("aytown")
        terms = {"place": "aytown", "words": "plain", "behaviour": "POW1", "period": None}
        answers.append([
            released.ask(file, path.stem, about=about, **terms).to_csv()
            for path in sorted((store.QUERIES / "released").glob("*.sql"))
            if not path.stem.startswith(("put", "begin", "about", "tables"))
            for about in release.AXES
        ])  # fmt: skip
    assert answers[0] == answers[1]
    assert drawn[0] == drawn[1]


def test_a_cell_says_a_range_and_a_band_and_a_hidden_one_that_it_is_too_few() -> None:
    def cell(state: str, people: str = "5–9", low: float = 3, high: float = 6.5) -> Any:
        return type("Row", (), {"state": state, "people": people, "low": low, "high": high})

    assert banded.told(cell("range")) == "3 to 6.5 · 5–9 people"
    assert banded.told(cell("range", "20+", 4, 4)) == "4 · 20+ people"
    assert banded.told(cell("split", "10–19")) == "seen two ways · 10–19 people"
    assert banded.told(cell("alike")) == "views were alike · 5–9 people"
    assert banded.told(cell("count", "20+")) == "20+ people"
    assert banded_text(cell("unheard")) == "too few to show"


def test_dots_are_shown_where_the_release_has_them(two_places: Store, comes: Comes) -> None:
    comes(of("aytown"))
    assert "Everybody in this cell" in pictures(opened("behaviours", cell="PAR1.frontline"))
    # All parts together have the same people here, and no dots: one could be told from the other.
    assert "Everybody in this cell" not in pictures(opened("behaviours", cell="PAR1.*"))


def test_what_people_wrote_for_partners_stands_without_a_name_and_as_shuffled(
    two_places: Store, comes: Comes
) -> None:
    comes(of("aytown"))
    assert "What people wrote" not in " ".join(one.label for one in opened("behaviours").expander)
    with duckdb.connect(str(release.file_of("aytown"))) as file:
        file.execute(
            "INSERT INTO note (place, subject, period, months, said)"
            " SELECT 'aytown', 'PAR1', NULL, NULL, 'Note ' || i FROM range(8) AS one (i)"
        )
    app = opened("behaviours")
    [written] = [one for one in app.expander if one.label == "What people wrote (8)"]
    notes = [text.value for text in written.text]
    assert sorted(notes) == [f"Note {number}" for number in range(8)] != notes


# --- which place, which release -------------------------------------------------------------------


@pytest.mark.parametrize("page", [*VIEWS, "add", "mine"])
@pytest.mark.parametrize(
    "address",
    [
        {"place": "beeville"}, {"place": "nowhere"}, {"place": "../release-beeville"},
        {"place": "' OR 1=1 --"}, {"release": "draft", "as": "facilitator"},
        {"when": "1999-01-01", "words": "<b>"}, {"cell": "PAR1.nowhere", "behaviour": "X"},
    ],
)  # fmt: skip
def test_whatever_the_address_says_only_a_granted_place_is_shown(
    page: str, address: dict[str, str], two_places: Store, comes: Comes
) -> None:
    draft = released.file_of("aytown", draft=True)
    draft.write_bytes(release.file_of("beeville").read_bytes())
    comes(of("aytown"))
    app = opened(page, **address)
    assert not app.exception
    everything = b"".join(sent(app))
    assert b"eeville" not in everything and b"nowhere" not in everything


def test_another_place_and_one_that_is_not_there_are_answered_alike(
    two_places: Store, comes: Comes
) -> None:
    comes(of("aytown"))
    held, unknown = (opened("behaviours", place=place) for place in ("beeville", "nowhere"))
    assert sent(held) == sent(unknown)


def test_only_whoever_releases_a_place_sees_its_draft(two_places: Store, comes: Comes) -> None:
    draft = released.file_of("aytown", draft=True)
    fill(two_places, "ceeham")
    release.publish(two_places, release.draft(two_places, ["ceeham"]), draft)
    with duckdb.connect(str(draft)) as file:
        for table, column in (("place", "code"), ("cell", "place")):
            file.execute(f"UPDATE {table} SET {column} = 'aytown'")
        file.execute("UPDATE place SET title = 'The next Aytown'")
        file.execute("UPDATE release SET released_on = DATE '2031-01-01'")
    asked = {"as": "partner", "release": "draft", "place": "aytown"}
    grants: frozenset[tuple[Deed, str]]
    grants = frozenset({("look", "aytown"), ("facilitate", "aytown")})
    comes(Visitor("fay", grants))
    assert "2031" not in said(opened("home", **asked))
    comes(Visitor("stu", grants | {("release", "aytown")}))
    assert "2031" in said(opened("home", **asked))
    assert "2031" not in said(opened("home", **{**asked, "release": ""}))


def test_the_public_that_may_look_at_nothing_released_is_told_so_and_no_place_is_named(
    empty: Store, comes: Comes
) -> None:
    comes(Visitor("", frozenset({("look", access.EVERY_PLACE)})))
    for page in VIEWS:
        app = opened(page)
        assert "Nothing has been released to you yet" in said(app)
        assert b"aytown" not in b"".join(sent(app)).lower()


def test_a_place_of_which_nothing_is_released_says_so_and_what_can_be_done(
    two_places: Store, comes: Comes
) -> None:
    comes(of("aytown"))
    assert "Aytown" in said(opened("home"))
    [identity] = released.ask(release.file_of("aytown"), "about").id
    release.withdraw(two_places, identity, release.file_of("aytown"))
    for page in VIEWS:
        app = opened(page)
        assert not app.exception
        assert "Nothing has been released for this place yet." in said(app)
        assert partner.ADD in [link.proto.label for link in app.get("page_link")]


def test_a_damaged_release_is_told_in_a_sentence_that_names_no_file(
    two_places: Store, comes: Comes
) -> None:
    comes(of("aytown"))
    release.file_of("aytown").write_bytes(b"x" * 9000)
    app = opened("behaviours")
    assert not app.exception
    assert "What was released cannot be read just now. Try again in a minute." in said(app)
    assert b"duckdb" not in b"".join(sent(app))


def test_a_release_that_comes_while_somebody_looks_shows_at_the_next_click(
    two_places: Store, comes: Comes
) -> None:
    comes(of("aytown"))
    app = opened("behaviours")
    assert "**1 of 9**" in said(app)
    put(two_places, "observation", [
        observed("aytown", person, "POW1", "frontline", date(2025, 2, 1), number % 6 + 2)
        for number, person in enumerate(people("aytown"))
    ])  # fmt: skip
    publish(two_places, "aytown")
    assert "**2 of 9**" in said(app.run())


# --- seen as partners see it ----------------------------------------------------------------------


def test_a_facilitator_sees_it_as_partners_do_from_page_to_page_and_finds_back(
    two_places: Store,
) -> None:
    app = opened("behaviours", **{"as": "partner", "place": "beeville"})
    assert "This is what partners see." in said(app)
    app.switch_page("../pages/partner/pace.py")
    app.query_params.clear()
    app.run()
    assert "This is what partners see." in said(app)
    assert app.query_params["as"] == "partner" and app.query_params["place"] == "beeville"
    [back] = [button for button in app.button if button.label == "Back to your own view"]
    back.click().run()
    assert "This is what partners see." not in said(app)
    assert "as" not in app.query_params


def test_a_page_that_partners_do_not_have_leads_back_to_ones_own_view(two_places: Store) -> None:
    app = opened("behaviours", **{"as": "partner"})
    app.switch_page("../pages/learning.py")
    app.query_params.clear()
    app.run()
    assert not app.exception
    assert "This is what partners see." not in said(app)
    assert app.title[0].value == vocabulary.phrases("plain")["learning"]


def test_partners_are_never_shown_another_view(two_places: Store, comes: Comes) -> None:
    comes(of("aytown"))
    app = opened("behaviours", **{"as": "facilitator"})
    assert "This is what partners see." not in said(app)
    assert "Back to your own view" not in {button.label for button in app.button}
    with pytest.raises(Exception, match="learning"):
        app.switch_page("../pages/learning.py").run()


# --- what is their own ----------------------------------------------------------------------------


def added(held: Store, visitor: Visitor, **said: Any) -> str:
    identity = record.new_id()
    told: dict[str, Any] = {"place": "aytown", "behaviour": "PAR1"}
    told |= {"observed_on": date(2025, 3, 1)} | said
    assert own.add(held, visitor, identity, **told)
    return str(identity)


@pytest.fixture(autouse=True)
def fresh_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "_added", allowance.Allowance(own.ADDED))


def test_what_a_partner_adds_stands_under_a_pseudonym_made_by_chance(two_places: Store) -> None:
    pat, sam = of("aytown", "beeville"), of("aytown", who="sam@example.org")
    added(two_places, pat, note="One", sector="nhs", organisation="Clinic")
    added(two_places, pat, note="Two")
    added(two_places, sam, note="Three")
    added(two_places, pat, note="Four", place="beeville")
    held = two_places.ask(
        "SELECT observer, list(note ORDER BY note) AS notes, place FROM observation"
        " WHERE note IS NOT NULL GROUP BY ALL ORDER BY notes"
    )
    assert held.notes.map(list).tolist() == [["Four"], ["One", "Two"], ["Three"]]
    assert held.observer.nunique() == 3 and held.observer.str.match(r"partner-[0-9a-f]{12}$").all()
    assert own.notes(two_places, pat, "aytown").note.tolist() == ["Two", "One"]
    assert two_places.ask("SELECT sector FROM observer WHERE sector IS NOT NULL").size == 1


def test_nothing_in_the_file_says_who_a_partner_is(two_places: Store, comes: Comes) -> None:
    """Not in the change log either, whose moments would tell whose pseudonym it is."""
    comes(of("aytown"))
    lowered = added(two_places, of("aytown"), note="A note of mine", consent=3)
    own.lower(two_places, of("aytown"), "aytown", UUID(lowered), 1)
    gone = added(two_places, of("aytown"), note="A note taken back")
    own.withdraw(two_places, of("aytown"), "aytown", UUID(gone))
    logged = two_places.ask("SELECT who FROM change WHERE what <> 'release'").who
    assert set(logged.dropna()) == {own.A_PARTNER}
    two_places.write(lambda cursor: cursor.execute("SELECT 1"))
    two_places.write(lambda cursor: cursor.execute("CHECKPOINT"))
    kept = two_places.path.read_bytes()
    assert b"A note of mine" in kept and b"pat@example.org" not in kept and b"pat@" not in kept


def test_a_second_click_keeps_one(two_places: Store) -> None:
    identity = record.new_id()
    told: dict[str, Any]
    told = {"place": "aytown", "behaviour": "PAR1", "observed_on": date(2025, 3, 1)}
    assert own.add(two_places, of("aytown"), identity, **told)
    assert not own.add(two_places, of("aytown"), identity, **told)
    assert len(own.notes(two_places, of("aytown"), "aytown")) == 1


def test_a_form_that_is_refused_leaves_nothing_of_whoever_sent_it(
    two_places: Store, comes: Comes
) -> None:
    comes(of("aytown"))
    before = state(two_places, without=())
    app = opened("add", place="aytown")
    asked = [*app.selectbox, *app.text_input]
    labels = [one.label for one in asked]
    assert labels[-2:] == ["Who do you speak for?", "Your organisation or team"]
    app.selectbox[-1].set_value("residents")
    app.text_input[0].set_value("Riverside")
    [save] = [one for one in app.button if one.label == "Save"]
    save.click().run()
    assert "Which behaviour" in said(app) and not app.success
    assert state(two_places, without=()) == before
    assert [one.label for one in (*app.selectbox, *app.text_input)] == labels
    assert (app.selectbox[-1].value, app.text_input[0].value) == ("residents", "Riverside")


def test_whoever_is_nobody_or_of_another_place_can_neither_add_nor_read(two_places: Store) -> None:
    for visitor in (Visitor("", frozenset({("look", "*")})), of("beeville"), Visitor("pat")):
        with pytest.raises(Refused, match="cannot add to this place"):
            added(two_places, visitor)
        with pytest.raises(Refused, match="cannot add to this place"):
            own.notes(two_places, visitor, "aytown")
    assert two_places.ask("SELECT * FROM voice").empty


def test_a_flood_is_stopped_for_one_and_not_for_another(two_places: Store) -> None:
    for _ in range(own.ADDED):
        added(two_places, of("aytown"))
    with pytest.raises(Refused, match="Wait a minute"):
        added(two_places, of("aytown"))
    added(two_places, of("aytown", who="sam@example.org"))


def test_who_may_read_a_note_is_narrowed_and_never_widened(two_places: Store) -> None:
    pat = of("aytown")
    first = added(two_places, pat, note="Mine", consent=3)
    own.lower(two_places, pat, "aytown", UUID(first), 1)
    [row] = own.notes(two_places, pat, "aytown").itertuples()
    assert row.consent == 1
    with pytest.raises(Refused, match="only be narrowed"):
        own.lower(two_places, pat, "aytown", UUID(row.id), 2)
    assert own.notes(two_places, pat, "aytown").consent.tolist() == [1]


def test_what_is_taken_back_is_gone_from_the_page_and_from_the_file(two_places: Store) -> None:
    pat = of("aytown")
    identity = added(two_places, pat, note="Taken back at once")
    own.withdraw(two_places, pat, "aytown", UUID(identity))
    assert own.notes(two_places, pat, "aytown").empty
    assert b"Taken back at once" not in two_places.path.read_bytes()


def test_nobody_reaches_what_is_not_their_own_by_its_id(two_places: Store) -> None:
    pat, sam = of("aytown"), of("aytown", who="sam@example.org")
    hers = added(two_places, pat, note="Hers", consent=3)
    theirs = str(two_places.ask("SELECT id FROM observation WHERE note IS NULL").id[0])
    for identity in map(UUID, (hers, theirs, str(uuid4()))):
        with pytest.raises(Refused, match="changed or taken back meanwhile"):
            own.withdraw(two_places, sam, "aytown", identity)
        with pytest.raises(Refused, match="changed or taken back meanwhile"):
            own.lower(two_places, sam, "aytown", identity, 0)
    assert own.notes(two_places, pat, "aytown").consent.tolist() == [3]


def test_a_person_who_is_withdrawn_leaves_no_pseudonym_to_speak_under_again(
    two_places: Store,
) -> None:
    pat = of("aytown")
    added(two_places, pat, note="Before")
    [before] = two_places.ask("SELECT observer FROM voice").observer
    takeback.withdraw_observer(two_places, "aytown", before)
    assert two_places.ask("SELECT * FROM voice").empty
    added(two_places, pat, note="After")
    assert two_places.ask("SELECT observer FROM voice").observer[0] != before


# --- their own, on the page -----------------------------------------------------------------------


def options(app: Any, label: str) -> list[str]:
    [found] = [box for box in app.selectbox if box.label == label]
    return list(found.options)


def test_a_partner_says_what_they_noticed_and_finds_it_again(
    two_places: Store, comes: Comes
) -> None:
    comes(of("aytown"))
    app = opened("add")
    assert "Organisation" not in said(app)
    app.selectbox(key="noticed behaviour").select("PAR1").run()
    app.button_group(key="noticed strength").set_value("7")
    app.text_area(key="noticed note").input("They rang us first.")
    assert app.radio[0].value == "1", "the facilitator alone"
    [save] = [button for button in app.button if button.label == "Save"]
    save.click().run()
    assert not app.exception and [one.value for one in app.success]
    assert app.text_area(key="noticed note").value in (None, "")
    [row] = own.notes(two_places, of("aytown"), "aytown").itertuples()
    assert (row.strength, row.note, row.consent) == (7, "They rang us first.", 1)
    mine = opened("mine", app)
    assert "They rang us first." in said(mine)
    [take] = [button for button in mine.button if button.label == "Yes, take it back"]
    take.click().run()
    assert "They rang us first." not in said(mine)
    assert own.notes(two_places, of("aytown"), "aytown").empty


def test_a_word_of_the_houses_own_is_offered_only_once_it_is_released(
    two_places: Store, comes: Comes
) -> None:
    comes(of("aytown"))
    word = {"code": "shed", "title": "Men’s Shed", "plain": "Men’s Shed", "position": 90}
    put(two_places, "part", [word | {"active": True}])
    assert "Men’s Shed" not in options(opened("add"), "In which part?")
    put(two_places, "observation", [
        observed("aytown", person, "PER1", "shed", date(2025, 2, 1), number % 6 + 2)
        for number, person in enumerate(people("aytown"))
    ])  # fmt: skip
    assert "Men’s Shed" not in options(opened("add"), "In which part?")
    publish(two_places, "aytown")
    assert "Men’s Shed" in options(opened("add"), "In which part?")
    release.file_of("aytown").unlink()
    assert "Men’s Shed" not in options(opened("add"), "In which part?")
    assert "Frontline" in options(opened("add"), "In which part?")


def test_whoever_came_by_a_link_is_told_who_else_can_read_it(
    two_places: Store, comes: Comes
) -> None:
    comes(of("aytown", who="link 5"))
    for page in ("add", "mine"):
        assert "You came by a link" in said(opened(page))
    comes(of("aytown"))
    assert "You came by a link" not in said(opened("add"))
