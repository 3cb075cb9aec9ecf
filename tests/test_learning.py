"""Assumptions are written down, taken further, looked at again; what was said can be taken back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from mirror import record, store, takeback
from mirror.ask import ask
from mirror.lens import Lens
from mirror.store import Refused
from tests import served
from tests.test_pages import opened, said

TODAY = date.today()
LENS = Lens("aytown", TODAY - timedelta(days=400), TODAY)
BEFORE, NOW = "The panel will say yes", "The panel says yes when it hears a resident"


def begun(held: store.Store, **other: Any) -> UUID:
    """A loop that was begun; what is not named is as it usually is."""
    identity = record.new_id()
    told: dict[str, Any] = {
        "place": "aytown", "question": "Who says yes?", "assumption_before": BEFORE,
        "opened_on": TODAY - timedelta(days=100),
    }  # fmt: skip
    assert record.loop(held, identity, **(told | other))
    return identity


def loops(lens: Lens = LENS) -> Any:
    return ask("learning", lens, today=TODAY)


def further(held: store.Store, before: UUID, **said_now: Any) -> UUID:
    identity = record.new_id()
    assert record.take_further(held, identity, place="aytown", supersedes=before, **said_now)
    return identity


# --- loops --------------------------------------------------------------------------------------


def test_a_loop_taken_further_keeps_what_was_thought_before(tiny: store.Store) -> None:
    first = begun(tiny, tried="We asked")
    last = further(tiny, first, assumption_now=NOW, depth="double")
    table = loops()
    assert table.turn.tolist() == [1, 2] and set(table.loop) == {str(first)}
    assert table.id.tolist() == [str(first), str(last)]
    assert table.assumption_before.tolist() == [BEFORE, BEFORE]
    assert table.assumption_now.iloc[1] == NOW and table.tried.iloc[1] == "We asked"
    assert table.depth_label.iloc[1] == "We changed what we believe"


def test_what_is_due_comes_first_then_what_is_open_then_what_is_closed(tiny: store.Store) -> None:
    begun(tiny, question="Closed?")
    further(tiny, UUID(loops().id[0]), closed_on=TODAY)
    begun(tiny, question="Open?", revisit_on=TODAY + timedelta(days=9))
    begun(tiny, question="Due today?", revisit_on=TODAY)
    begun(tiny, question="Due before?", revisit_on=TODAY - timedelta(days=9))
    last = loops().query("turn == turns")
    assert last.question.tolist() == ["Due before?", "Due today?", "Open?", "Closed?"]
    assert last.state.tolist() == ["due", "due", "open", "closed"]


def test_what_its_authors_keep_to_themselves_is_not_told(tiny: store.Store) -> None:
    begun(tiny, consent=0)
    assert loops().empty


def test_a_loop_is_kept_once_and_its_turn_too(tiny: store.Store) -> None:
    first, turn = begun(tiny), record.new_id()
    for is_new in (True, False):
        added = record.take_further(
            tiny, turn, place="aytown", supersedes=first, happened="They said no"
        )
        assert added is is_new
    assert len(loops()) == 2


def test_whoever_comes_second_is_told_and_nothing_is_kept(tiny: store.Store) -> None:
    first = begun(tiny)
    further(tiny, first, happened="They said no")
    with pytest.raises(Refused, match="Somebody took this further"):
        further(tiny, first, happened="They said yes")
    assert len(loops()) == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"question": " "}, "The question"),
        ({"assumption_before": None}, "We assumed"),
        ({"opened_on": TODAY + timedelta(days=1)}, "in the future"),
        ({"revisit_on": TODAY - timedelta(days=200)}, "not after the day it was opened"),
        ({"place": "nowhere"}, "Place"),
    ],
)
def test_a_loop_that_cannot_be_kept_is_told_in_a_sentence(
    wrong: dict[str, Any], told: str, tiny: store.Store
) -> None:
    with pytest.raises(Refused, match=told):
        begun(tiny, **wrong)
    assert loops().empty


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({}, "nothing is new yet"),
        ({"closed_on": TODAY - timedelta(days=300)}, "before the day it was opened"),
        ({"closed_on": TODAY, "revisit_on": TODAY + timedelta(days=3)}, "leave one of the two"),
        ({"depth": "triple"}, "not in the list"),
    ],
)
def test_a_turn_that_cannot_be_kept_is_told_in_a_sentence(
    wrong: dict[str, Any], told: str, tiny: store.Store
) -> None:
    first = begun(tiny)
    with pytest.raises(Refused, match=told):
        further(tiny, first, **wrong)
    assert len(loops()) == 1


def test_the_page_tells_where_each_loop_stands(sampled: store.Store) -> None:
    told = said(opened("learning", place="gateshead"))
    assert "People wrote down **6 assumptions**" in told
    assert "Time to look again" in told and "We changed what we believe" in told


def test_a_slip_stands_beside_its_way_back(tiny: store.Store) -> None:
    year = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31))
    table = ask("slips", year)
    assert table.groupby("turn").kind.apply(list).tolist()[0][0] == "slip"
    assert set(table.kind) == {"slip", "recovery"}


# --- what people made of every view -------------------------------------------------------------


def test_what_people_made_of_every_view_is_read_here_and_narrowed_by_page(
    sampled: store.Store,
) -> None:
    app = opened("learning", place="gateshead")
    every = said(app)
    one = said(opened("learning", place="gateshead", page="pace"))
    assert "16 October 2024 · Go through the ninety rules in the log" in "\n".join(
        head.value for head in app.subheader
    )
    assert "In summer three people wrote four notes" in one
    assert "They call it an approach now" in every and "They call it an approach now" not in one


# --- taking back --------------------------------------------------------------------------------

SAID: dict[str, Any] = {
    "reflection": lambda held, identity: record.reflection(
        held, identity, place="aytown", page="pace", lens="place=aytown", question="Who?",
        observed_on=TODAY, noticed="a secret heron",
    ),
    "loop": lambda held, identity: record.loop(
        held, identity, place="aytown", question="a secret heron", assumption_before="x",
        opened_on=TODAY,
    ),
    "event": lambda held, identity: record.event(
        held, identity, place="aytown", kind="slip", title="a secret heron", started_on=TODAY
    ),
    "entry_step": lambda held, identity: record.entry_step(
        held, identity, place="aytown", title="a secret heron", altitude=1, observed_on=TODAY
    ),
    "help": lambda held, identity: record.help_given(
        held, identity, place="aytown", given_by="Us", given_to="Them", title="a secret heron",
        observed_on=TODAY,
    ),
    "relationship": lambda held, identity: record.relationship(
        held, identity, place="aytown", observer="A1", party="Us", other_party="Them",
        observed_on=TODAY, note="a secret heron",
    ),
    "block_view": lambda held, identity: record.block_view(
        held, identity, place="aytown", observer="A1", block="funding", observed_on=TODAY,
        evidence="a secret heron",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", takeback.KINDS)
def test_what_is_taken_back_is_shown_no_longer_and_its_words_are_gone(
    kind: str, tiny: store.Store, data: Path
) -> None:
    identity = record.new_id()
    assert SAID[kind](tiny, identity)
    takeback.withdraw(tiny, kind, identity)
    assert tiny.ask(f"SELECT * FROM {kind}_now WHERE id = '{identity}'").empty
    rows = tiny.ask(f"SELECT * FROM {kind}")
    assert "secret heron" not in rows.to_csv()
    assert rows.withdrawn.sum() == 1, "that it was taken back stays"
    with pytest.raises(Refused, match="meanwhile"):
        takeback.withdraw(tiny, kind, identity)
    tiny.close()
    left = [path for path in data.parent.iterdir() if path.is_file()]
    assert not [path for path in left if b"secret heron" in path.read_bytes()]


def test_a_loop_is_taken_back_with_all_its_turns(tiny: store.Store) -> None:
    first = begun(tiny)
    last = further(tiny, first, assumption_now=NOW)
    takeback.withdraw(tiny, "loop", last)
    assert loops().empty
    assert BEFORE not in tiny.ask("SELECT * FROM loop").to_csv()


def test_anything_else_is_taken_back_on_the_data_page(tiny: store.Store) -> None:
    SAID["event"](tiny, record.new_id())
    app = opened("data", place="aytown")
    app.selectbox(key="take kind").set_value("event").run()
    app.text_input(key="take said").input("heron").run()
    [line] = app.selectbox(key="take event").options
    assert "a secret heron" in line
    app.selectbox(key="take event").select_index(0).run()
    for label in ("Take it back", "Yes, take it back"):
        [button] = [one for one in app.button if one.label == label]
        button.click().run()
    assert not app.exception
    assert tiny.ask("SELECT * FROM event_now WHERE started_on = current_date").empty


# --- in a browser -------------------------------------------------------------------------------


@pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")
def test_a_loop_is_begun_and_taken_further_in_a_browser(chromium: Browser, tmp_path: Path) -> None:
    with served.house(tmp_path / "mirror.duckdb") as address:
        tab = chromium.new_page(viewport={"width": 1280, "height": 900})
        tab.goto(f"{address}/learning?place=gateshead")
        served.settle(tab)
        tab.get_by_text("Write down something we are sure of").click()
        tab.get_by_role("textbox", name="Which question is it about?").fill("Who says yes?")
        tab.get_by_role("textbox", name="We assumed").fill(BEFORE)
        tab.get_by_role("button", name="Save", exact=True).first.click()
        expect(tab.get_by_text("Saved: it stands among the cards.")).to_be_visible()
        card = tab.locator('[data-testid="stVerticalBlock"]').filter(
            has=tab.get_by_role("heading", name="Who says yes?")
        )
        card.last.get_by_text("Take it further").click()
        card.last.get_by_role("textbox", name="Now we think").fill(NOW)
        card.last.get_by_role("button", name="Save", exact=True).click()
        expect(card.last.get_by_role("textbox", name="Now we think")).to_have_value("")
        expect(card.last.get_by_text(NOW).first).to_be_visible()
        expect(card.last.get_by_text(BEFORE, exact=True).first).to_be_visible()


@pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")
def test_taking_one_back_does_not_offer_the_next_one(chromium: Browser, tmp_path: Path) -> None:
    with served.house(tmp_path / "mirror.duckdb") as address:
        tab = chromium.new_page(viewport={"width": 1280, "height": 900})
        tab.goto(f"{address}/learning?place=gateshead")
        served.settle(tab)
        tab.get_by_text("Take it back").first.click()
        tab.get_by_role("button", name="Yes, take it back").click()
        expect(tab.get_by_text("It is taken back.")).to_be_visible()
        expect(tab.get_by_text("5 assumptions")).to_be_visible()
        served.settle(tab)
        expect(tab.get_by_role("button", name="Yes, take it back")).to_have_count(0)
