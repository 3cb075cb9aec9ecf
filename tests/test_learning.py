"""Assumptions are written down, taken further, looked at again; what was said can be taken back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

from mirror import record, sample, screen, store, takeback
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


def save(app: Any) -> Any:
    """The page after the first form that is open was saved."""
    app = next(button for button in app.button if button.label == "Save").click().run()
    assert not app.exception
    return app


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


def test_a_day_that_has_come_is_done_with_and_one_that_lies_ahead_stays(tiny: store.Store) -> None:
    for days, kept in ((0, None), (9, TODAY + timedelta(days=9))):
        first = begun(tiny, revisit_on=TODAY + timedelta(days=days))
        last = further(tiny, first, happened="They said no")
        [row] = tiny.ask("SELECT * FROM loop WHERE id = $id", {"id": last}).itertuples()
        assert (None if pd.isna(row.revisit_on) else row.revisit_on.date()) == kept


def test_a_closed_loop_that_is_taken_further_is_open_again(tiny: store.Store) -> None:
    closed = further(tiny, begun(tiny), closed_on=TODAY)
    assert loops().state.iloc[-1] == "closed"
    further(tiny, closed, happened="They said no after all")
    assert loops().state.tolist() == ["open"] * 3


def test_nobody_has_changed_what_they_believe_before_they_say_what_they_think(
    tiny: store.Store,
) -> None:
    first = begun(tiny)
    with pytest.raises(Refused, match="say what we think now"):
        further(tiny, first, depth="double")
    last = further(tiny, first, depth="single")
    tiny.write(
        lambda cursor: cursor.execute("UPDATE loop SET depth = 'double' WHERE id = $id",
                                      {"id": last})
    )  # fmt: skip
    assert loops().depth_label.isna().all()
    further(tiny, last, assumption_now=NOW)
    assert loops().depth_label.iloc[-1] == "We changed what we believe"


def test_a_number_or_an_address_that_was_typed_is_not_kept(tiny: store.Store) -> None:
    first = begun(tiny, assumption_before="Ask a@b.example", tried="Ring 07700 900123")
    further(tiny, first, happened="Ring 07700 900123", assumption_now="Ask a@b.example")
    kept = tiny.ask("SELECT * FROM loop").to_csv()
    assert "a@b.example" not in kept and "07700" not in kept


def test_a_turn_of_an_invented_loop_goes_with_the_sample(sampled: store.Store) -> None:
    [before] = sampled.ask("SELECT id FROM loop WHERE question LIKE 'Who sets the agenda%'").id
    assert record.take_further(
        sampled, record.new_id(), place="barking-and-dagenham", supersedes=before, happened="More"
    )
    sample.start_empty(sampled)
    assert sampled.ask("SELECT * FROM loop").empty


def test_a_loop_is_seen_in_every_period_that_it_touches(tiny: store.Store) -> None:
    further(tiny, begun(tiny), closed_on=TODAY - timedelta(days=50))
    for first, last, seen in ((400, 101, 0), (400, 100, 2), (50, 0, 2), (49, 0, 0), (80, 70, 2)):
        days = TODAY - timedelta(days=first), TODAY - timedelta(days=last)
        assert len(loops(Lens("aytown", *days))) == seen, (first, last)


def test_the_page_tells_where_each_loop_stands(sampled: store.Store) -> None:
    told = said(opened("learning", place="gateshead"))
    assert "People wrote down **6 assumptions**" in told
    assert "Time to look again" in told and "We changed what we believe" in told
    assert "**It was to be looked at again on 9 September 2026.**" in told
    framework = said(opened("learning", place="gateshead", words="framework"))
    assert "Loops due for revisiting" in framework and "Double loop" in framework
    assert "Time to look again" not in framework and "We changed what we believe" not in framework


def test_the_form_on_the_page_begins_a_loop_and_takes_it_further(tiny: store.Store) -> None:
    app = opened("learning", place="aytown")
    app.session_state["begin a loop"] = True
    app.run()
    app.text_input(key="loop question").input("Who says *yes*?")
    app.text_area(key="loop assumption_before").input(BEFORE)
    app = save(app)
    [first] = tiny.ask("SELECT * FROM loop").itertuples()
    assert (first.question, first.assumption_before, first.consent) == (
        "Who says *yes*?",
        BEFORE,
        1,
    )
    assert "Who says \\*yes\\*?" in [head.value for head in app.subheader]
    app.session_state["begin a loop"] = False
    app.button_group(key=f"with {first.id}").set_value("further").run()
    app.text_area(key=f"turn {first.id} assumption_now").input(NOW)
    app.button_group(key=f"turn {first.id} depth").set_value("double")
    app = save(app)
    assert BEFORE in said(app) and NOW in said(app)
    assert len(tiny.ask("SELECT * FROM loop_now")) == 1
    app.button_group(key=f"with {first.id}").set_value("earlier").run()
    assert f"We assumed: {BEFORE}" in said(app)


def test_what_somebody_else_saved_meanwhile_is_told_on_the_page(tiny: store.Store) -> None:
    first = begun(tiny)
    app = opened("learning", place="aytown")
    app.button_group(key=f"with {first}").set_value("further").run()
    app.text_area(key=f"turn {first} happened").input("They said yes")
    further(tiny, first, happened="They said no")
    app = save(app)
    assert "Somebody took this further" in app.error[0].value
    assert app.text_area(key=f"turn {first} happened").value == "They said yes"
    assert len(tiny.ask("SELECT * FROM loop")) == 2


def test_what_people_typed_is_text_and_nothing_else(tiny: store.Store) -> None:
    typed = "![x](y) <script>alert(1)</script> **b**"
    first = begun(tiny, question=typed, assumption_before=typed)
    further(tiny, first, happened=typed)
    record.event(tiny, record.new_id(), place="aytown", kind="slip", title=typed, started_on=TODAY)
    app = opened("learning", place="aytown")
    read = "\n".join(part.value for part in [*app.markdown, *app.subheader, *app.header])
    assert "](y" not in read and not re.search(r"(?<!\\)<script", read)
    assert typed in [text.value for text in app.text]


def test_a_page_with_very_many_loops_shows_the_first_of_each_and_more_when_asked(
    tiny: store.Store,
) -> None:
    for day in range(12):
        begun(tiny, question=f"Number {day}?", revisit_on=TODAY - timedelta(days=day))
    app = opened("learning", place="aytown")
    assert [head.value for head in app.subheader][:2] == ["Number 11?", "Number 10?"]
    assert sum(head.value.startswith("Number") for head in app.subheader) == screen.FEW
    app.button(key="more loops due").click().run()
    assert sum(head.value.startswith("Number") for head in app.subheader) == 12


def test_a_slip_stands_beside_its_way_back(tiny: store.Store) -> None:
    for kind, title, month in (
        ("recovery", "Before any slip", 1), ("slip", "Kept to oneself", 4),
        ("recovery", "Again", 8), ("slip", "Another slip", 9),
    ):  # fmt: skip
        record.event(
            tiny, record.new_id(), place="aytown", kind=kind, title=title,
            started_on=date(2025, month, 2), consent=0 if title.startswith("Kept") else 1,
        )  # fmt: skip
    table = ask("slips", Lens("aytown", date(2025, 1, 1), date(2025, 12, 31)))
    turns = table.groupby("turn").title.apply(list).tolist()
    assert turns == [["Before any slip"], ["A slip", "A recovery", "Again"], ["Another slip"]]
    later = ask("slips", Lens("aytown", date(2025, 7, 1), date(2025, 7, 31)))
    assert later.title.tolist() == ["A slip", "A recovery", "Again"], "a pair is not torn apart"
    told = said(opened("learning", place="aytown"))
    assert "Nobody named a slip before this." in told
    assert "Nobody has named a way back yet." in told


# --- what people made of every view -------------------------------------------------------------


def test_what_people_made_of_every_view_is_read_here_and_narrowed_by_page(
    sampled: store.Store,
) -> None:
    every = said(opened("learning", place="gateshead"))
    app = opened("learning", place="gateshead", page="pace")
    one = said(app)
    assert "22 October 2025 · Back in one room: what went quiet, and why" in [
        head.value.replace("\\", "") for head in app.subheader
    ]
    assert "In summer three people wrote four notes" in one
    assert "They call it an approach now" in every and "They call it an approach now" not in one


def test_where_nobody_says_why_it_could_be_wrong_somebody_is_asked_to(tiny: store.Store) -> None:
    def reflect(day: date, **said_of_it: Any) -> None:
        record.reflection(
            tiny, record.new_id(), place="aytown", page="pace", lens="place=aytown",
            question="Who?", observed_on=day, noticed="we hurry", **said_of_it,
        )  # fmt: skip

    reflect(TODAY)
    reflect(TODAY, could_be_wrong="few were there")
    reflect(date(2025, 3, 1), could_be_wrong="few were there", seen_otherwise="the nurse does")
    reflect(date(2025, 2, 1))
    told = [text.value for text in opened("learning", place="aytown").text]
    asked = [text for text in told if text.startswith("Nobody has said yet")]
    assert asked == [
        "Nobody has said yet who sees it otherwise. Would somebody?",
        "Nobody has said yet why this could be wrong or who sees it otherwise. Would somebody?",
    ]


def test_of_very_many_reflections_the_latest_are_shown_and_the_earlier_when_asked(
    tiny: store.Store,
) -> None:
    for day in range(20):
        record.reflection(
            tiny, record.new_id(), place="aytown", page="pace", lens="place=aytown",
            question="Who?", observed_on=TODAY - timedelta(days=day), noticed=f"number {day},",
        )  # fmt: skip
    app = opened("learning", place="aytown")
    assert "number 4," in said(app) and "number 5," not in said(app)
    app.button(key="more reflections ").click().run()
    assert "number 14," in said(app) and "number 15," not in said(app)


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
    "remark": lambda held, identity: record.remark(
        held, identity, place="aytown", kind="step", said="a secret heron", who="Us",
        gathering=None,
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


def test_every_table_and_every_text_is_thought_of_when_something_is_taken_back(
    empty: store.Store,
) -> None:
    """What a table or a column added later holds must go from the file as well."""
    columns = empty.ask(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE data_type = 'VARCHAR'"
        " AND table_name IN (SELECT table_name FROM duckdb_columns()"
        "  WHERE column_name = 'supersedes') AND table_name NOT LIKE '%_now'"
    )
    assert set(columns.table_name) == {"observation", *takeback.KINDS}
    codes = {"place", "observer", "kind", "block", "behaviour", "effect", "page", "lens", "depth"}
    for table in takeback.KINDS:
        text = store.sql("takeback/withdraw_taken")
        [emptied] = re.findall(rf"UPDATE {table} SET (.*?)\nWHERE", text, re.DOTALL)
        named = set(re.findall(r"(\w+) = (?:NULL|'')", emptied))
        assert named == set(columns[columns.table_name == table].column_name) - codes, table
        for name in ("taken", "stands"):
            assert f"FROM {table}" in store.sql(f"takeback/{name}"), (table, name)
        assert f"FROM {table}_now" in store.sql("said"), table


def test_what_fails_on_the_way_takes_nothing_back(
    tiny: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    identity = begun(tiny)
    monkeypatch.setattr(takeback, "record_change", fails)
    with pytest.raises(OSError, match="disk"):
        takeback.withdraw(tiny, "loop", identity)
    assert loops().assumption_before.tolist() == [BEFORE]


def test_a_row_of_another_kind_is_not_taken_back(tiny: store.Store) -> None:
    identity = begun(tiny)
    with pytest.raises(Refused, match="meanwhile"):
        takeback.withdraw(tiny, "reflection", identity)
    assert len(loops()) == 1


@pytest.mark.parametrize(("kind", "page"), [("reflection", "pace"), ("loop", "learning")])
def test_a_card_is_taken_back_after_a_second_click(kind: str, page: str, tiny: store.Store) -> None:
    identity = record.new_id()
    SAID[kind](tiny, identity)
    app = opened(page, place="aytown")
    shown = "\n".join([said(app), *(head.value for head in app.subheader)])
    assert "a secret heron" in shown
    app.button(key=f"take back {identity}").click().run()
    shown = "\n".join([said(app), *(head.value for head in app.subheader)])
    assert not app.exception and "a secret heron" not in shown
    assert [told.value for told in app.success] == ["It is taken back\\."]
    assert tiny.ask(f"SELECT * FROM {kind}_now").empty


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
        tab.get_by_role("button", name="Save", exact=True).first.dblclick()
        expect(tab.get_by_text("Saved: it stands among the cards.")).to_be_visible()
        expect(tab.get_by_role("heading", name="Who says yes?")).to_have_count(1)
        assert "until" not in tab.url, "nobody chose the day that the browser still showed"
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
        tab.get_by_role("button", name="Yes, take it back").dblclick()
        expect(tab.get_by_text("It is taken back.")).to_be_visible()
        expect(tab.get_by_text("5 assumptions")).to_be_visible()
        served.settle(tab)
        expect(tab.get_by_role("button", name="Yes, take it back")).to_have_count(0)


@pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_card_that_is_opened(
    scheme: Literal["light", "dark"], chromium: Browser, tmp_path: Path
) -> None:
    with served.house(tmp_path / "mirror.duckdb") as address:
        tab = chromium.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        tab.goto(f"{address}/learning?place=gateshead")
        served.settle(tab)
        tab.get_by_text("Take it further").first.click()
        tab.get_by_role("textbox", name="Now we think").fill(NOW)
        tab.get_by_role("button", name="Save", exact=True).first.click()
        expect(tab.get_by_text("Saved. It stands under “Still finding out” now.")).to_be_visible()
        served.settle(tab)
        found = served.by_axe(tab, scheme=scheme)
        assert found.violations_count == 0, found.generate_report()
        tab.get_by_text("What we thought before").click()
        tab.get_by_text("Write down something we are sure of").click()
        tab.get_by_role("textbox", name="Which question is it about?").wait_for()
        tab.get_by_role("button", name="Take it back").first.click()
        expect(tab.get_by_role("button", name="Yes, take it back")).to_be_visible()
        served.settle(tab)
        found = served.by_axe(tab, scheme=scheme)
        assert found.violations_count == 0, found.generate_report()
