"""What is typed in is kept once and whole, or refused in one sentence and not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mirror import forms, intake, record, store, words, workshop
from mirror.ask import ask
from mirror.fields import KEPT_BEFORE, KEPT_ONCE
from mirror.lens import Lens
from mirror.store import Refused
from tests.test_pages import opened, said

TODAY = date.today()
TABLES = (
    "observation", "relationship", "event", "entry_step", "help", "block_view", "gathering",
    "gathering_room", "observer", "change",
)  # fmt: skip
HEADINGS = {"PER1": "We see the whole", "PAR1": "We trust each other enough to be honest"}

#: A whole thing of each kind: the table it goes to, the function, and what is said.
WHOLE: dict[str, tuple[str, Callable[..., bool], dict[str, Any]]] = {
    "observation": (
        "observation", record.observation,
        {"place": "aytown", "observer": "A9", "sector": "nhs", "organisation": "Org 3",
         "behaviour": "PAR1", "part": "frontline", "strength": 7.5, "direction": "holding",
         "overtness": 3, "note": " Said aloud. ", "consent": 2, "observed_on": TODAY},
    ),
    "relationship": (
        "relationship", record.relationship,
        {"place": "aytown", "observer": "A1", "party": "Org 2", "other_party": "Org 1",
         "said_for": "Org 2", "level": 0, "trust": 5, "note": "A coffee.", "consent": 1,
         "observed_on": TODAY},
    ),
    "event": (
        "event", record.event,
        {"place": "aytown", "kind": "pressure", "title": "Budget cuts", "started_on": TODAY,
         "ended_on": TODAY, "note": "Two teams.", "consent": 1},
    ),
    "entry": (
        "entry_step", record.entry_step,
        {"place": "aytown", "title": "A first trial", "altitude": 1, "opened_by": "Org 1",
         "observed_on": TODAY},
    ),
    "help": (
        "help", record.help_given,
        {"place": "aytown", "given_by": "Org 1", "given_to": "Org 2", "title": "Took the notes",
         "pressure_met": "Somebody was ill", "beyond_objectives": True, "observed_on": TODAY},
    ),
    "block": (
        "block_view", record.block_view,
        {"place": "aytown", "observer": "A1", "block": "funding", "level": 2, "effect": "mixed",
         "confidence": 1, "evidence": "One grant.", "next_step": "Ask for a longer one.",
         "next_step_by": TODAY + timedelta(days=30), "good_enough": 3, "observed_on": TODAY},
    ),
    "gathering": (
        "gathering", record.gathering,
        {"place": "aytown", "held_on": TODAY, "purpose": "A morning",
         "people": {"council": 4, "residents": None, "": 2}},
    ),
    "room": (
        "gathering", record.room,
        {"place": "aytown", "held_on": TODAY, "purpose": "A morning", "people": 4,
         "part": "community", "headings": HEADINGS,
         "rows": [record.Person("A", "council", {"PER1": "7", "PAR1": "0"}),
                  record.Person("B", None, {"PER1": " 5.5 ", "PAR1": ""}),
                  record.Person("C", "residents", {})]},
    ),
}  # fmt: skip
KINDS = list(WHOLE)


def counts(held: store.Store) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        table: int(held.ask(f"SELECT count(*) AS held FROM {table}").held[0]) for table in TABLES
    }


def keep(held: store.Store, what: str, identity: UUID | None = None, /, **other: Any) -> bool:
    _table, function, terms = WHOLE[what]
    return function(held, identity or record.new_id(), **(terms | other))


def kept(held: store.Store, table: str, identity: UUID) -> Any:
    rows = held.ask(f"SELECT * FROM {table} WHERE id = $id", {"id": identity})
    [row] = rows.itertuples()
    return row


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_kept_once_however_often_it_is_sent(kind: str, tiny: store.Store) -> None:
    table, identity, before = WHOLE[kind][0], record.new_id(), counts(tiny)
    assert keep(tiny, kind, identity)
    after = counts(tiny)
    assert after[table] == before[table] + 1 and after["change"] == before["change"] + 1
    assert not keep(tiny, kind, identity)
    assert counts(tiny) == after


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_said_is_what_is_kept(kind: str, tiny: store.Store) -> None:
    identity, (table, _function, terms) = record.new_id(), WHOLE[kind]
    keep(tiny, kind, identity)
    row = kept(tiny, table, identity)
    for field, value in terms.items():
        if field in {"sector", "organisation", "party", "other_party", "people", "headings",
                     "rows", "part"} and kind != "observation":  # fmt: skip
            continue
        if field in {"sector", "organisation"}:
            continue
        held = getattr(row, field)
        if isinstance(value, date):
            held = held.date()
        assert held == (value.strip() if isinstance(value, str) else value), field


def test_an_id_is_of_version_7_and_later_ones_sort_later() -> None:
    made = [record.new_id() for _ in range(500)]
    assert len(set(made)) == 500
    assert {one.version for one in made} == {7} and len({one.variant for one in made}) == 1
    moments = [one.int >> 80 for one in made]
    assert moments == sorted(moments)


# --- what is refused ----------------------------------------------------------------------------

LONG = "x" * 5_001
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("observation", {"place": "nowhere"}, "Place: “nowhere” is not in the list"),
    ("observation", {"place": ""}, "Place: this is still empty"),
    ("observation", {"observer": None}, "Who noticed it: this is still empty"),
    ("observation", {"observer": "  "}, "Who noticed it: this is still empty"),
    ("observation", {"observer": "x" * 61}, "Who noticed it: it has 61 characters"),
    ("observation", {"observer": "jo@example.org"}, "Who noticed it: “jo@example.org” looks like"),
    ("observation", {"observer": "unnamed:nhs"}, "Who noticed it: “unnamed:nhs” stands for nobody"),
    ("observation", {"observer": "A1", "sector": "nhs"}, "Sector: A1 has another one here"),
    ("observation", {"sector": "army"}, "Sector: “army” is not in the list"),
    ("observation", {"organisation": "x" * 201}, "Organisation: it has 201 characters"),
    ("observation", {"behaviour": None}, "Which behaviour: this is still empty"),
    ("observation", {"behaviour": "PAR9"}, "Which behaviour: “PAR9” is not in the list"),
    ("observation", {"part": "moon"}, "Which part: “moon” is not in the list"),
    ("observation", {"strength": 11}, "How strongly: “11” is not a number from 0 to 10"),
    ("observation", {"strength": -1.0}, "How strongly: “-1” is not a number"),
    ("observation", {"strength": float("nan")}, "How strongly: “nan” is not a number"),
    ("observation", {"direction": "up"}, "Direction: “up” is not in the list"),
    ("observation", {"overtness": 5}, "How openly: “5” is not in the list"),
    ("observation", {"overtness": True}, "How openly: “True” is not in the list"),
    ("observation", {"note": LONG}, "Note: it has 5,001 characters, so shorten it to 5,000"),
    ("observation", {"consent": 5}, "Who may read it: “5” is not in the list"),
    ("observation", {"consent": None}, "Who may read it: this is still empty"),
    ("observation", {"observed_on": None}, "When: this is still empty"),
    ("observation", {"observed_on": TODAY + timedelta(days=1)}, "When: "),
    ("observation", {"observed_on": date(1999, 12, 31)}, "When: 31 December 1999 is before 2000"),
    ("relationship", {"party": ""}, "One side: this is still empty"),
    ("relationship", {"other_party": "ORG 2"}, "The other side: it is the same"),
    ("relationship", {"said_for": "Org 3"}, "Whose view: it is neither"),
    ("relationship", {"trust": 6}, "How far trust goes: “6” is not in the list"),
    ("relationship", {"level": None, "trust": None, "note": " "}, "How you work together: nothing"),
    ("event", {"kind": "party"}, "What kind: “party” is not in the list"),
    ("event", {"title": None}, "In a few words: this is still empty"),
    ("event", {"ended_on": TODAY - timedelta(days=1)}, "Until when: it is before the first day"),
    ("event", {"ended_on": TODAY + timedelta(days=1)}, "Until when: "),
    ("entry", {"altitude": None}, "How wide: this is still empty"),
    ("entry", {"altitude": 0}, "How wide: “0” is not in the list"),
    ("help", {"given_to": None}, "Who was helped: this is still empty"),
    ("help", {"title": "x" * 201}, "What they did: it has 201 characters"),
    ("block", {"block": None}, "Which building block: this is still empty"),
    ("block", {"effect": "good"}, "What it does: “good” is not in the list"),
    ("block", {"next_step": None}, "One next step: a day is set for it"),
    ("block", {"next_step_by": date(1990, 1, 1)}, "By when: choose a day from 2000"),
    ("block", {"behaviour": "PAR9"}, "Which behaviour: “PAR9” is not in the list"),
    ("block", {"behaviour": "POW2", "effect": None}, "What it does: this is still empty"),
    ("block", {"behaviour": "POW2"}, "How far along: it is said of the whole block"),
    ("block", {"behaviour": "POW2", "level": None}, "Good enough: it is said of the whole block"),
    ("block", {"behaviour": "POW2", "level": None, "good_enough": None},
     "One next step: it is said of the whole block"),
    ("block", dict.fromkeys(
        ["level", "effect", "confidence", "evidence", "next_step", "next_step_by", "good_enough"]
    ), "How far along: nothing is said yet"),
    ("gathering", {"place": "nowhere"}, "Place: “nowhere” is not in the list"),
    ("gathering", {"held_on": None}, "When you met: this is still empty"),
    ("gathering", {"held_on": TODAY + timedelta(days=1)}, "When you met: "),
    ("gathering", {"purpose": "x" * 201}, "What you met for: it has 201 characters"),
    ("gathering", {"people": {"army": 1}}, "Sector: “army” is not in the list"),
    ("gathering", {"people": {"council": -1}}, "How many people: write a number from 0 to 1,000"),
    ("gathering", {"people": {"": 1_001}}, "How many people: write a number from 0 to 1,000"),
    ("room", {"people": None}, "How many people: write a number from 1 to 40"),
    ("room", {"people": 41}, "How many people: write a number from 1 to 40"),
    ("room", {"people": 2}, "How many people: it says 2 and the grid holds 3 people"),
    ("room", {"rows": []}, "The grid: nothing is in it yet"),
    ("room", {"held_on": TODAY + timedelta(days=1)}, "When you met: "),
    ("room", {"part": "moon"}, "Which part: “moon” is not in the list"),
    ("room", {"rows": [record.Person("A", "army", {"PER1": "1"})]}, "Row A, sector: “army”"),
    ("room", {"rows": [record.Person("A", None, {"XXX": "1"})]}, "Row A, “XXX”: “XXX” is not"),
]  # fmt: skip


def is_one_sentence(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][^\n]*[^.]\.", text)) and ". " not in text


@pytest.mark.parametrize(("kind", "other", "sentence"), REFUSED)
def test_what_cannot_be_kept_is_told_in_one_sentence_and_nothing_is_stored(
    kind: str, other: Mapping[str, Any], sentence: str, tiny: store.Store
) -> None:
    before = counts(tiny)
    with pytest.raises(Refused) as refusal:
        keep(tiny, kind, **other)
    told = str(refusal.value)
    assert told.startswith(sentence) and is_one_sentence(told), told
    assert counts(tiny) == before


@pytest.mark.parametrize("typed", ["11", "seven", "-1", "−1", "1e1", "7,5", "10.01", "nan", "7/10"])
def test_one_cell_that_is_no_number_names_its_row_and_column_and_keeps_nothing(
    typed: str, tiny: store.Store
) -> None:
    before = counts(tiny)
    rows = [
        record.Person("A", "council", {"PER1": "7"}),
        record.Person("B", None, {"PER1": "3", "PAR1": typed}),
    ]
    with pytest.raises(Refused) as refusal:
        keep(tiny, "room", rows=rows)
    assert str(refusal.value).startswith(f"Row B, “{HEADINGS['PAR1']}”: “{typed}” is not a number")
    assert counts(tiny) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_on_the_way_leaves_nothing_behind(
    kind: str, tiny: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    before = counts(tiny)
    monkeypatch.setattr(intake, "record_change", fails)
    with pytest.raises(OSError, match="disk"):
        keep(tiny, kind)
    assert counts(tiny) == before


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    observer=st.text(max_size=70),
    organisation=st.text(max_size=40),
    note=st.one_of(st.text(), st.integers(4_990, 5_010).map("n".__mul__)),
    strength=st.one_of(st.none(), st.floats(), st.integers(-3, 13)),
    overtness=st.one_of(st.none(), st.integers(-1, 6)),
    consent=st.integers(-1, 6),
    observed_on=st.dates(),
)
def test_whatever_is_typed_it_is_kept_as_it_is_or_refused_without_a_trace(
    tiny: store.Store, **typed: Any
) -> None:
    identity, before = record.new_id(), counts(tiny)
    try:
        keep(tiny, "observation", identity, sector=None, **typed)
    except Refused as refusal:
        assert "\n" not in str(refusal)
        assert counts(tiny) == before
        return
    row = kept(tiny, "observation", identity)
    assert (row.note if isinstance(row.note, str) else "") == typed["note"].strip()
    assert row.observer == " ".join(typed["observer"].split())
    assert (None if pd.isna(row.strength) else row.strength) == typed["strength"]
    assert row.consent == typed["consent"] and row.observed_on.date() == typed["observed_on"]
    assert counts(tiny)["observation"] == before["observation"] + 1


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cells=st.lists(
        st.one_of(st.none(), st.text(max_size=6), st.integers(-2, 12).map(str)),
        min_size=1, max_size=4,
    )
)  # fmt: skip
def test_a_grid_is_kept_whole_or_not_at_all(tiny: store.Store, cells: list[str | None]) -> None:
    identity, before = record.new_id(), counts(tiny)
    held_on = TODAY - timedelta(days=counts(tiny)["gathering"])
    rows = [
        record.Person(letter, None, {"PER1": cell})
        for letter, cell in zip("ABCD", cells, strict=False)
    ]
    try:
        keep(tiny, "room", identity, rows=rows, held_on=held_on)
    except Refused:
        assert counts(tiny) == before
        return
    held = tiny.ask("SELECT strength FROM observation WHERE gathering = $id", {"id": identity})
    assert sorted(held.strength) == sorted(float(cell) for cell in cells if cell and cell.strip())


# --- who speaks ---------------------------------------------------------------------------------


def speakers(held: store.Store) -> dict[str, tuple[str | None, str | None]]:
    table = held.ask("SELECT * FROM observer WHERE place = 'aytown'")
    told = table.astype(object).where(table.notna(), None)
    return {row.code: (row.sector, row.organisation) for row in told.itertuples()}


def test_a_new_observer_is_kept_with_their_sector(tiny: store.Store) -> None:
    keep(tiny, "observation")
    assert speakers(tiny)["A9"] == ("nhs", "Org 3")


def test_a_known_observer_keeps_their_spelling_and_is_not_counted_twice(tiny: store.Store) -> None:
    identity, before = record.new_id(), speakers(tiny)
    keep(tiny, "observation", identity, observer=" a1 ", sector=None, organisation=None)
    assert kept(tiny, "observation", identity).observer == "A1"
    assert speakers(tiny) == before


def test_a_sector_that_was_not_said_before_is_filled_in(tiny: store.Store) -> None:
    keep(tiny, "observation", observer="A4", sector="residents", organisation=None)
    assert speakers(tiny)["A4"] == ("residents", None)


def test_both_sides_speak_of_one_pair(tiny: store.Store) -> None:
    keep(tiny, "relationship", party="Org 2", other_party="Org 1", said_for="Org 2")
    keep(tiny, "relationship", party="Org 1", other_party="Org 2", said_for="Org 1")
    pairs = tiny.ask(
        "SELECT DISTINCT party, other_party FROM relationship WHERE observed_on = $today",
        {"today": TODAY},
    )
    assert list(pairs.itertuples(index=False, name=None)) == [("Org 1", "Org 2")]


# --- a room -------------------------------------------------------------------------------------


def test_a_room_is_kept_with_who_was_in_it_and_what_each_said(tiny: store.Store) -> None:
    identity = record.new_id()
    keep(tiny, "room", identity)
    room = tiny.ask("SELECT sector, people FROM gathering_room WHERE gathering = $id",
                    {"id": identity})  # fmt: skip
    assert dict(zip(room.sector, room.people, strict=True)) == {
        "council": 1, "residents": 1, "": 2,
    }  # fmt: skip
    said = tiny.ask(
        "SELECT observer, behaviour, strength, part, consent FROM observation"
        " WHERE gathering = $id ORDER BY observer, behaviour", {"id": identity},
    )  # fmt: skip
    day = TODAY.isoformat()
    assert said.values.tolist() == [
        [f"{day} A", "PAR1", 0, "community", 1],
        [f"{day} A", "PER1", 7, "community", 1],
        [f"{day} B", "PER1", 5.5, "community", 1],
    ]
    assert speakers(tiny)[f"{day} A"] == ("council", None)
    assert f"{day} C" not in speakers(tiny), "who said nothing has no voice to keep"


def test_a_second_room_of_the_same_day_gets_letters_of_its_own(tiny: store.Store) -> None:
    keep(tiny, "room")
    lens = Lens("aytown", TODAY, TODAY)
    letters = record.letters(TODAY, set(ask("observers", lens).code))
    assert letters[:2] == ["C", "D"] and len(letters) == record.ROOM == len(set(letters))
    before = counts(tiny)
    with pytest.raises(Refused, match=r"Row A: .* A spoke here before"):
        keep(tiny, "room")
    assert counts(tiny) == before


# --- what is typed is found ---------------------------------------------------------------------


def test_what_was_typed_is_found_by_the_questions(tiny: store.Store) -> None:
    lens = Lens("aytown", TODAY, TODAY)
    assert ask("behaviours", lens).notes.sum() == 0
    for kind in KINDS:
        keep(tiny, kind)
    cells = ask("behaviours", lens).set_index(["behaviour", "part"])
    assert cells.loc[("PAR1", "frontline")]["mean"] == 7.5
    assert cells.loc[("PER1", "community")].people == 2
    assert ask("notes", lens, behaviour="PAR1", part="frontline").note.tolist() == ["Said aloud."]
    trust = ask("pace", lens, behaviour="PAR1").query("signal == 'trust'")
    assert trust["mean"].tolist() == [5]
    assert ask("events", lens).title.tolist() == ["Budget cuts"]
    block = ask("infrastructure", lens).set_index("block").loc["funding"]
    assert (block.level_2, block.mixed, block.next_step) == (1, 1, "Ask for a longer one.")
    assert {"A1", "A9", f"{TODAY} A"} <= set(ask("observers", lens).code)
    assert ask("parties", lens).party.tolist() == ["Org 1", "Org 2", "Org 3"]


# --- the page -----------------------------------------------------------------------------------


def told(app: Any) -> str:
    """The one sentence below the form."""
    [sentence] = list(app.success) + list(app.error)
    return str(sentence.value).replace("\\", "")


def save(app: Any) -> Any:
    [button] = [button for button in app.button if button.label == "Save"]
    return button.click().run()


def notice(app: Any, **fields: Any) -> Any:
    """The observation form, filled in as far as is said."""
    fields = {"observer": "A1", "behaviour": "PER3"} | fields
    app.selectbox(key="who observer aytown").set_value(fields["observer"])
    app.selectbox(key="observation behaviour").set_value(fields["behaviour"])
    app.run()
    if "part" in fields:
        app.selectbox(key="observation part").set_value(fields["part"])
    if "strength" in fields:
        app.number_input(key="observation strength").set_value(fields["strength"])
    if "note" in fields:
        app.text_area(key="observation note").set_value(fields["note"])
    if "direction" in fields:
        app.button_group(key="observation direction").set_value(fields["direction"])
    if "consent" in fields:
        app.radio(key="observation consent").set_value(fields["consent"])
    if "when" in fields:
        app.date_input(key="observation when").set_value(fields["when"])
    return app


@pytest.mark.parametrize("kind", forms.KINDS)
def test_the_address_opens_each_form(kind: str, tiny: store.Store) -> None:
    app = opened("record", kind=kind)
    assert not app.exception
    assert [button.label for button in app.button] == ["Save"]
    save(app)
    assert not app.exception and app.error and is_one_sentence(told(app)), "what is missing"


def test_an_observation_is_saved_and_the_form_is_ready_for_the_next(tiny: store.Store) -> None:
    app = notice(
        opened("record"), part="frontline", strength=7.0, note="Heard in the lift.",
        direction="holding", consent="2", when=TODAY - timedelta(days=3),
    )  # fmt: skip
    save(app)
    assert told(app) == "Saved: We share a purpose · Frontline."
    assert app.text_area(key="observation note").value is None
    assert app.number_input(key="observation strength").value is None
    assert app.selectbox(key="who observer aytown").value == "A1"
    assert app.selectbox(key="observation behaviour").value == "PER3"
    assert app.selectbox(key="observation part").value == "frontline"
    assert app.button_group(key="observation direction").value == "holding"
    assert app.radio(key="observation consent").value == "2"
    assert app.date_input(key="observation when").value == TODAY - timedelta(days=3)
    app.selectbox(key="observation behaviour").set_value("POW3").run()
    assert not app.success, "what was said is not said again"
    assert told(save(app)) == "Saved: We answer to each other · Frontline."
    held = tiny.ask("SELECT * FROM observation WHERE consent = 2 ORDER BY recorded_at DESC LIMIT 2")
    assert held.behaviour.tolist() == ["POW3", "PER3"]
    assert pd.isna(held.strength[0]) and held.strength[1] == 7
    assert pd.isna(held.note[0]) and held.note[1] == "Heard in the lift."


@pytest.mark.parametrize("again", [1, 2])
def test_a_second_click_on_the_emptied_form_saves_nothing_and_is_told_the_same(
    again: int, tiny: store.Store
) -> None:
    app = save(notice(opened("record"), strength=7.0, note="Heard in the lift."))
    once = counts(tiny)
    for _ in range(again):
        assert told(save(app)) == "Saved: We share a purpose."
    assert counts(tiny) == once
    app.text_area(key="observation note").set_value("Heard again.")
    save(app)
    assert counts(tiny)["observation"] == once["observation"] + 1


def test_what_a_tab_sends_again_that_was_not_told_of_its_saving_is_kept_once(
    tiny: store.Store,
) -> None:
    """Its line was lost before the answer came: on its screen all stands as it was."""
    app = save(notice(opened("record"), strength=7.0, note="Heard in the lift."))
    once = counts(tiny)
    app = save(notice(app, strength=7.0, note="Heard in the lift."))
    assert told(app) == f"Saved: We share a purpose. {KEPT_ONCE}"
    assert counts(tiny) == once


def test_another_that_is_the_same_is_kept_when_it_is_saved_again(tiny: store.Store) -> None:
    """Two people may say the same in a row, and neither of them is lost."""
    app = save(notice(opened("record"), strength=7.0))
    once = counts(tiny)
    app = save(notice(app, strength=7.0))
    assert told(app).endswith(KEPT_ONCE)
    assert app.number_input(key="observation strength").value == 7.0, "what was typed stays"
    app = save(app)
    assert told(app) == "Saved: We share a purpose."
    assert counts(tiny)["observation"] == once["observation"] + 1


def test_what_was_chosen_last_is_there_again_after_a_look_at_another_page(
    tiny: store.Store,
) -> None:
    app = save(notice(opened("record"), part="frontline", strength=7.0))
    app.switch_page("../pages/pace.py").run()
    app.switch_page("../pages/record.py").run()
    assert app.selectbox(key="observation behaviour").value == "PER3"
    assert app.selectbox(key="observation part").value == "frontline"
    assert not app.success, "what was said is not said again"


def test_a_failed_save_keeps_what_was_typed_and_says_one_sentence(tiny: store.Store) -> None:
    before = counts(tiny)
    app = save(notice(opened("record"), strength=11.0, note="Keep me."))
    assert told(app) == (
        "How strongly: “11” is not a number from 0 to 10, so change it or leave it empty."
    )
    assert not app.success and counts(tiny) == before
    assert app.text_area(key="observation note").value == "Keep me."
    assert app.number_input(key="observation strength").value == 11
    app.number_input(key="observation strength").set_value(1.0)
    save(app)
    assert app.success and not app.error
    assert counts(tiny)["observation"] == before["observation"] + 1


def test_a_fault_of_the_file_is_told_in_words_and_keeps_what_was_typed(
    tiny: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    app = notice(opened("record"), note="Keep me.")
    with monkeypatch.context() as patched:
        patched.setattr(intake, "record_change", fails)
        save(app)
    assert not app.exception
    assert told(app).startswith(
        "Something went wrong, so it may not be saved. What you typed is still here: save it "
        "again, and it is kept once. If it fails again,"
    )
    assert app.text_area(key="observation note").value == "Keep me."
    assert save(app).success


@contextmanager
def failing_once_it_is_kept(fault: Exception) -> Iterator[None]:
    """While the block lasts, whatever is written is kept, and then the fault comes."""
    write = store.Store.write

    def fails(held: store.Store, work: Any, **how: Any) -> None:
        write(held, work, **how)
        raise fault

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(store.Store, "write", fails)
        yield


FAULTS = [OSError("the disk is gone"), Refused("There is no room left.")]


def notes(held: store.Store) -> list[str]:
    """The notes that were typed in today, the first first."""
    rows = held.ask("SELECT note FROM observation WHERE batch IS NULL ORDER BY recorded_at, id")
    return [str(note) for note in rows.note]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_saved_again_after_a_fault_is_kept_once_though_it_was_kept_before_the_fault(
    fault: Exception, tiny: store.Store
) -> None:
    app, before = notice(opened("record"), note="Keep me."), notes(tiny)
    with failing_once_it_is_kept(fault):
        save(app)
    assert not app.success and app.text_area(key="observation note").value == "Keep me."
    assert told(save(app)) == "Saved: We share a purpose."
    assert notes(tiny) == [*before, "Keep me."]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    ("field", "other"), [("note", "Another."), ("consent", "2"), ("strength", 3.0)]
)
def test_what_was_changed_after_a_fault_is_never_told_as_saved_without_being_kept(
    field: str, other: Any, fault: Exception, tiny: store.Store
) -> None:
    """The first is in though nobody was told: it is said, and the other is kept if it is wanted."""
    app = notice(opened("record"), note="Keep me.", strength=7.0, consent="1")
    with failing_once_it_is_kept(fault):
        save(app)
    once = counts(tiny)
    app = notice(app, **{field: other})
    assert told(save(app)) == KEPT_BEFORE and not app.success
    assert counts(tiny) == once
    assert told(save(app)) == "Saved: We share a purpose."
    assert counts(tiny)["observation"] == once["observation"] + 1
    kept = tiny.ask("SELECT * FROM observation WHERE batch IS NULL ORDER BY recorded_at DESC, id")
    assert kept[field][0] == type(kept[field][0])(other)


def test_who_somebody_speaks_for_is_kept_as_it_was_changed_after_a_fault(
    tiny: store.Store,
) -> None:
    app = notice(opened("record"), observer="A4", note="Keep me.")
    with failing_once_it_is_kept(OSError("the disk is gone")):
        save(app)
    assert speakers(tiny)["A4"][0] is None
    app.selectbox(key="who A4 sector").set_value("nhs")
    assert told(save(app)) == KEPT_BEFORE
    assert told(save(app)) == "Saved: We share a purpose."
    assert speakers(tiny)["A4"][0] == "nhs"
    once = counts(tiny)
    assert told(save(app)) == told(save(app)) == "Saved: We share a purpose."
    assert counts(tiny) == once


def test_what_was_changed_after_a_refusal_is_saved_at_once(tiny: store.Store) -> None:
    app, before = notice(opened("record"), note=LONG), notes(tiny)
    assert told(save(app)).startswith("Note: it has 5,001 characters")
    assert told(save(notice(app, note="Shorter."))) == "Saved: We share a purpose."
    assert notes(tiny) == [*before, "Shorter."]


@pytest.mark.parametrize("is_going_on", [False, True])
def test_a_room_that_was_changed_after_a_fault_is_kept_as_it_was_changed(
    is_going_on: bool, tiny: store.Store
) -> None:
    if is_going_on:
        workshop.prepare(
            tiny, record.new_id(), place="aytown", held_on=TODAY, purpose="Together",
            agenda=[workshop.Item("home", "place=aytown", "Who?")],
        )  # fmt: skip
    app = opened("record", kind="room")

    def fail_once(score: str) -> dict[str, int]:
        app.number_input(key="room people").set_value(3)
        grid(app, {0: {"PER1": score}})
        with failing_once_it_is_kept(OSError("the disk is gone")):
            save(app)
        return counts(tiny)

    once = fail_once("7")
    grid(app, {0: {"PER1": "7"}})
    assert told(save(app)) == "Saved: 3 people."
    assert counts(tiny) == once, "the same grid again"
    once = fail_once("2")
    grid(app, {0: {"PER1": "5"}})
    assert told(save(app)) == KEPT_BEFORE
    assert counts(tiny) == once
    grid(app, {0: {"PER1": "5"}})
    assert told(save(app)) == "Saved: 3 people."
    assert counts(tiny)["observation"] == once["observation"] + 1


def test_an_id_of_what_is_said_is_the_same_for_the_same_and_sorts_as_that_it_is_made_of() -> None:
    made, later = record.new_id(), UUID(int=record.new_id().int + (1 << 80))
    said = {"note": "Keep me.", "cells": {0: {"PER1": "7"}, 1: {"PER1": "5"}}, "when": TODAY}
    same = {"when": TODAY, "cells": {1: {"PER1": "5"}, 0: {"PER1": "7"}}, "note": "Keep me."}
    assert record.id_of(made, said) == record.id_of(made, same)
    others = {record.id_of(made, said | {"note": note}) for note in ("", "Keep me", "Keep me. ")}
    assert len(others | {made, record.id_of(made, said), record.id_of(later, said)}) == 6
    assert record.id_of(made, said).version == 7
    assert (
        record.id_of(made, said).int >> 80 == made.int >> 80 < record.id_of(later, said).int >> 80
    )


def test_an_observer_is_asked_whom_they_speak_for_until_it_is_known(
    tiny: store.Store,
) -> None:
    app = notice(opened("record"))
    assert "Who do they speak for?" not in [box.label for box in app.selectbox]
    app = notice(app, observer="A4")
    app.selectbox(key="who A4 sector").set_value("nhs")
    assert save(app).success
    assert speakers(tiny)["A4"] == ("nhs", None)
    assert "Who do they speak for?" not in [box.label for box in app.selectbox]


def test_an_observer_of_one_place_is_not_brought_along_to_another(tiny: store.Store) -> None:
    app = save(notice(opened("record")))
    app.selectbox(key="filter-place").set_value("beeville").run()
    assert app.selectbox(key="who observer beeville").value is None
    assert not app.success


def test_the_cues_stand_beside_the_behaviour_that_was_chosen(tiny: store.Store) -> None:
    app = opened("record")
    assert "When it is not" not in said(app)
    app = notice(app)
    assert "We go back to the purpose when we are stuck" in said(app)
    assert "Each meeting starts from somebody" in said(app)


def test_consent_says_what_it_means(tiny: store.Store) -> None:
    [consent] = opened("record").radio
    assert "**The facilitator.** The facilitator may read the note\\." in consent.options
    assert consent.value == "1"


def test_the_frameworks_words_are_one_switch_away(tiny: store.Store) -> None:
    app = opened("record", words="framework")
    assert "People share a vision" in app.selectbox(key="observation behaviour").options
    assert told(save(notice(app))) == "Saved: People share a vision."


def test_a_place_of_the_sample_says_what_stands_beside(sampled: store.Store) -> None:
    assert "will stand beside invented rows" in said(opened("record"))


def test_a_place_of_ones_own_does_not_say_so(tiny: store.Store) -> None:
    assert "invented" not in said(opened("record"))


def test_what_somebody_typed_is_told_as_text(tiny: store.Store) -> None:
    app = opened("record", kind="event")
    app.button_group(key="event kind").set_value("slip")
    typed = "![x](http://example.org/x.png) **b**"
    app.text_input(key="event title").set_value(typed)
    assert save(app).success[0].value == words.literal(f"Saved: {typed}.")


def test_each_short_form_saves_what_it_says(tiny: store.Store) -> None:
    before = counts(tiny)
    app = opened("record", kind="relationship")
    app.selectbox(key="who observer aytown").set_value("A1")
    app.selectbox(key="relationship party aytown").set_value("Org 1")
    app.selectbox(key="relationship other_party aytown").set_value("Org 2")
    app.run()
    app.button_group(key="relationship said_for").set_value("Org 2")
    app.button_group(key="relationship trust").set_value("4")
    assert told(save(app)) == "Saved: Org 1 and Org 2."
    app = opened("record", kind="entry")
    app.text_input(key="entry title").set_value("A first trial")
    app.button_group(key="entry altitude").set_value("1")
    assert told(save(app)) == "Saved: A first trial."
    app = opened("record", kind="help")
    app.selectbox(key="help given_by aytown").set_value("Org 1")
    app.selectbox(key="help given_to aytown").set_value("Org 2")
    app.text_input(key="help title").set_value("Took the notes")
    app.button_group(key="help beyond").set_value("no")
    assert told(save(app)) == "Saved: Took the notes."
    app = opened("record", kind="block")
    app.selectbox(key="who observer aytown").set_value("A1")
    app.selectbox(key="block block").set_value("funding")
    app.run()
    assert "What does the money reward" in said(app)
    app.button_group(key="block level").set_value("3")
    assert told(save(app)) == "Saved: How money moves."
    added = {table: count - before[table] for table, count in counts(tiny).items()}
    assert {table for table, count in added.items() if count == 1} == {
        "relationship", "entry_step", "help", "block_view",
    }  # fmt: skip
    assert added["change"] == 4
    one = tiny.ask("SELECT said_for, trust FROM relationship WHERE said_for = 'Org 2'")
    assert one.values.tolist() == [["Org 2", 4]]
    assert tiny.ask("SELECT beyond_objectives FROM help").values.tolist() == [[False]]


def test_a_view_of_one_behaviour_keeps_what_the_block_does_to_it_and_no_more(
    tiny: store.Store,
) -> None:
    app = opened("record", kind="block")
    app.selectbox(key="who observer aytown").set_value("A1")
    app.selectbox(key="block block").set_value("funding")
    app.run()
    app.button_group(key="block level").set_value("3")
    app.date_input(key="block by").set_value(TODAY)
    assert told(save(app)).startswith("One next step: a day is set for it")
    app.selectbox(key="block behaviour").set_value("POW2").run()
    asked = [choice.label for choice in app.button_group]
    assert "What does it do to this behaviour?" in asked and "How far along is it?" not in asked
    app.button_group(key="block effect").set_value("undermines")
    app.text_area(key="block evidence").set_value("It goes up three levels.")
    assert told(save(app)) == "Saved: How money moves · Decisions sit close to people."
    [row] = tiny.ask("SELECT * FROM block_view WHERE behaviour = 'POW2'").itertuples()
    assert (row.block, row.effect, row.evidence) == (
        "funding", "undermines", "It goes up three levels.",
    )  # fmt: skip
    assert pd.isna(row.level), "what was said of the whole block is no longer on the form"


def grid(app: Any, cells: Mapping[int, Mapping[str, str]]) -> None:
    name = f"room grid {app.session_state['saving room: id']}"
    app.session_state[name] = {"edited_rows": cells, "added_rows": [], "deleted_rows": []}


def test_a_room_with_a_bad_cell_keeps_the_grid_and_a_whole_one_is_saved(tiny: store.Store) -> None:
    before = counts(tiny)
    app = opened("record", kind="room")
    app.number_input(key="room people").set_value(3)
    grid(app, {0: {"PER1": "7", "sector": "Council"}, 1: {"PAR1": "seven"}})
    save(app)
    assert told(app) == (
        f"Row B, “{HEADINGS['PAR1']}”: “seven” is not a number from 0 to 10, "
        "so change it or leave it empty."
    )
    assert counts(tiny) == before
    grid(app, {0: {"PER1": "7", "sector": "Council"}, 1: {"PAR1": "6"}})
    assert told(save(app)) == "Saved: 3 people."
    after = counts(tiny)
    assert after["observation"] == before["observation"] + 2
    assert (after["gathering"], after["gathering_room"]) == (1, 2)


# --- identifiers --------------------------------------------------------------------------------


def test_identifiers_are_taken_out_of_what_is_typed_as_of_what_is_brought_in(
    tiny: store.Store,
) -> None:
    record.observation(
        tiny, record.new_id(), place="aytown", observer="A1", behaviour="PAR1", observed_on=TODAY,
        note="Ring Dr Example on 0191 498 0000, or write to her@example.org.",
    )  # fmt: skip
    assert tiny.ask(
        "SELECT note FROM observation WHERE observed_on = current_date"
    ).note.tolist() == ["Ring [name] on [phone], or write to [email]."]


def test_the_name_of_a_team_is_not_an_identifier(tiny: store.Store) -> None:
    record.event(
        tiny, record.new_id(), place="aytown", kind="milestone", started_on=TODAY,
        title="Dr Bike at the Thursday table",
    )  # fmt: skip
    assert tiny.ask("SELECT title FROM event WHERE started_on = current_date").title.tolist() == [
        "Dr Bike at the Thursday table"
    ]
