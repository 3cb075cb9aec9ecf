"""Each question gives the answer that can be reckoned by hand from the tiny world."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pandas as pd
import pytest

from mirror import honesty, store
from mirror.ask import ask
from mirror.lens import Lens

ROOT = store.ROOT
YEAR = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31))
QUESTIONS = sorted(path.stem for path in store.QUERIES.glob("*.sql"))
MORE = {
    "behaviour": "PAR1", "part": "frontline", "scale": "readiness", "block": "governance",
    "kind": "observation", "enough": 5,
}  # fmt: skip


def one(table: pd.DataFrame, **where: object) -> Any:
    for column, value in where.items():
        table = table[table[column] == value]
    [row] = table.itertuples()
    return row


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_opens_with_the_question_in_words(question: str) -> None:
    first = store.sql(question).splitlines()[0]
    assert (first.startswith("-- ") and first.rstrip(" .").endswith("?")) or "?" in first


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_binds_on_an_empty_house(question: str, empty: store.Store) -> None:
    offered = YEAR.terms() | MORE
    text = store.sql(question)
    answer = empty.ask(text, {name: offered.get(name, "") for name in store.parameters(text)})
    assert len(answer.columns) > 0


def test_every_question_is_asked_with_just_the_terms_that_it_binds() -> None:
    """Walks the calls of ask() in the code, and the named parameters of the SQL."""
    asked: dict[str, set[str]] = {}
    for path in [*(ROOT / "mirror").glob("*.py"), *(ROOT / "pages").glob("*.py")]:
        text = path.read_text(encoding="utf-8")
        if "from mirror.ask import" not in text:
            continue
        for call in ast.walk(ast.parse(text)):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "ask":
                [question, *lens] = call.args
                assert isinstance(question, ast.Constant) and isinstance(question.value, str)
                text = store.sql(question.value)
                more = {keyword.arg for keyword in call.keywords if keyword.arg}
                if any(keyword.arg is None for keyword in call.keywords):
                    more |= {"behaviour", "part"}
                of_lens = set(YEAR.terms()) if lens and not _is_none(lens[0]) else set()
                named = store.parameters(text)
                assert named - of_lens == more - of_lens, f"{path.name} asks {question.value}"
                asked.setdefault(question.value, set())
    assert set(asked) == set(QUESTIONS), "a question that nobody asks, or one without its file"


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def test_a_question_refuses_a_term_that_it_does_not_bind(tiny: store.Store) -> None:
    with pytest.raises(duckdb.Error):
        ask("places", colour="red")


def test_one_person_has_one_vote_in_a_cell_however_much_they_write(tiny: store.Store) -> None:
    cell = one(ask("behaviours", YEAR), behaviour="PAR1", part="frontline")
    assert (cell.people, cell.voters, cell.notes) == (6, 5, 8)
    assert (cell.mean, cell.spread, cell.gap) == (6, 40, 4)


def test_every_behaviour_meets_every_part_and_silence_is_a_row(tiny: store.Store) -> None:
    table = ask("behaviours", YEAR)
    assert len(table) == 9 * 7, "six parts, and the part not said"
    silent = one(table, behaviour="POW3", part="governance")
    assert (silent.people, silent.notes) == (0, 0) and pd.isna(silent.mean)


def test_a_note_without_a_part_stands_in_a_column_of_its_own(tiny: store.Store) -> None:
    assert one(ask("behaviours", YEAR), behaviour="PER2", part="").people == 1
    earlier = Lens("aytown", date(2025, 1, 1), date(2025, 3, 31))
    assert "" not in set(ask("behaviours", earlier).part)


def test_the_sql_and_python_agree_on_the_average_gap(tiny: store.Store) -> None:
    cell = one(ask("behaviours", YEAR), behaviour="POW2", part="commissioning")
    assert cell.gap == honesty.gap([0, 0, 0, 10, 10, 10]) == 6
    judged = honesty.judged(ask("behaviours", YEAR))
    assert one(judged, behaviour="POW2", part="commissioning").state == "split"


def test_what_was_amended_or_withdrawn_is_no_longer_counted(tiny: store.Store) -> None:
    table = ask("behaviours", YEAR)
    amended = one(table, behaviour="PAR2", part="culture")
    assert (amended.people, amended.mean) == (1, 1)
    assert one(table, behaviour="PAR3", part="culture").people == 0


def test_both_days_of_the_period_are_in_it(tiny: store.Store) -> None:
    day = Lens("aytown", date(2024, 12, 31), date(2024, 12, 31))
    assert one(ask("behaviours", day), behaviour="PAR1", part="frontline").people == 1


def test_another_place_is_another_answer(tiny: store.Store) -> None:
    there = Lens("beeville", YEAR.since, YEAR.until)
    assert ask("behaviours", there).people.sum() == 1


def test_families_and_parts_keep_their_order_whatever_the_figures(tiny: store.Store) -> None:
    table = ask("behaviours", YEAR)
    assert list(dict.fromkeys(table.behaviour)) == [
        "PER1", "PER2", "PER3", "POW1", "POW2", "POW3", "PAR1", "PAR2", "PAR3",
    ]  # fmt: skip
    assert list(dict.fromkeys(table.part))[:2] == ["frontline", "commissioning"]


def test_a_write_is_seen_by_the_next_question(tiny: store.Store) -> None:
    before = ask("behaviours", YEAR).notes.sum()
    tiny.write(
        lambda cursor: cursor.execute(
            "UPDATE observation SET observed_on = DATE '2020-01-01' WHERE behaviour = 'POW2'"
        )
    )
    assert ask("behaviours", YEAR).notes.sum() == before - 6


def test_changing_an_answer_does_not_change_the_next_one(tiny: store.Store) -> None:
    answer = ask("behaviours", YEAR)
    answer["people"] = 99
    assert ask("behaviours", YEAR).people.max() < 99


def test_a_cell_opened_has_a_row_a_person(tiny: store.Store) -> None:
    table = ask("cell", YEAR, behaviour="PAR1", part="frontline")
    assert len(table) == 6
    assert one(table, observer="A3").strength == 6 and one(table, observer="A3").notes == 3
    assert one(table, observer="A1").sector == "Council"
    assert one(table, observer="A4").sector == "Sector not said"


def test_a_note_is_read_only_as_far_as_its_author_agreed(tiny: store.Store) -> None:
    inside = {"behaviour": "PAR1", "part": "frontline"}
    assert set(ask("notes", YEAR, **inside).note) == {"the facilitator", "the room"}
    room = Lens("aytown", YEAR.since, YEAR.until, audience="room")
    assert set(ask("notes", room, **inside).note) == {"the room"}


def test_only_those_who_spoke_in_both_times_are_counted_where_that_is_asked(
    tiny: store.Store,
) -> None:
    spring = Lens("aytown", date(2025, 2, 1), date(2025, 12, 31))
    both = replace(spring, also=(date(2025, 1, 1), date(2025, 1, 31)))
    cell = one(ask("behaviours", both), behaviour="PAR1", part="frontline")
    assert (cell.people, cell.voters, cell.mean) == (1, 1, 6.5)
    assert one(ask("behaviours", both), behaviour="POW2", part="commissioning").people == 0
    assert ask("behaviours", both).people_in_all[0] == 1


def test_a_family_folded_tells_how_many_people_spoke_of_how_many_behaviours(
    tiny: store.Store,
) -> None:
    table = ask("families", YEAR)
    assert len(table) == 3 * 7
    frontline = one(table, family="Participation", part="frontline")
    assert (frontline.people, frontline.heard, frontline.behaviours) == (6, 1, 3)
    assert one(table, family="Power", part="frontline").people == 0
    assert set(table.family_label) == {
        "How we see each other",
        "Who decides",
        "How we work together",
    }


def test_how_far_apart_people_are_within_a_part_and_between_parts(tiny: store.Store) -> None:
    """PAR1 by hand: the frontline's 2 4 6 8 10, and two votes given to the community."""
    tiny.write(
        lambda cursor: cursor.execute(
            "INSERT INTO observation (id, place, part, behaviour, observer, observed_on, strength,"
            " consent, recorded_at) VALUES"
            " (uuid(), 'aytown', 'community', 'PAR1', 'A1', '2025-03-01', 10, 1, now()),"
            " (uuid(), 'aytown', 'community', 'PAR1', 'C1', '2025-03-01', 0, 1, now())"
        )
    )
    [row] = ask("gaps", YEAR, behaviour="PAR1").itertuples()
    votes = [2, 4, 6, 8, 10, 10, 0]
    parts = ["frontline"] * 5 + ["community"] * 2
    people = ["A1", "A2", "A3", "A4", "A5", "A1", "C1"]
    same, other = honesty.gap_split(votes, parts, people)
    assert same == (40 + 10) / 11, "ten pairs on the frontline, one in the community"
    assert other == (6 + 4 + 2 + 0 + 2 + 4 + 6 + 8 + 10) / 9, "A1 is not paired with A1"
    assert (row.people, row.parts) == (6, 2)
    assert row.same_part == pytest.approx(same, abs=1e-9)
    assert row.other_part == pytest.approx(other, abs=1e-9)


def test_voices_have_a_row_a_person_with_how_much_each_wrote(tiny: store.Store) -> None:
    table = ask("voices", YEAR, kind="observation", behaviour="PAR1")
    assert dict(zip(table.observer, table.notes, strict=True)) == {
        "A1": 1, "A2": 1, "A3": 3, "A4": 1, "A5": 1, "A6": 1,
    }  # fmt: skip
    assert one(table, observer="A3").organisation == "Org 2"
    room = replace(YEAR, audience="room")
    assert ask("voices", room, kind="observation", behaviour="").organisation.isna().all()
    assert len(ask("voices", YEAR, kind="relationship", behaviour="")) == 5


def test_gatherings_come_the_latest_first_and_a_day_once(tiny: store.Store) -> None:
    tiny.write(
        lambda cursor: cursor.execute(
            "INSERT INTO gathering (id, place, held_on, purpose)"
            " VALUES (uuid(), 'aytown', '2025-03-01', 'Spring'),"
            " (uuid(), 'aytown', '2025-06-01', NULL), (uuid(), 'aytown', '2025-03-01', 'Evening')"
        )
    )
    table = ask("gatherings", YEAR)
    assert [when.date() for when in table.held_on] == [date(2025, 6, 1), date(2025, 3, 1)]
    assert table.purpose.tolist() == ["", "Evening; Spring"]


def test_a_cell_has_a_history_of_one_vote_a_person_and_time(tiny: store.Store) -> None:
    table = ask("cell_history", YEAR, behaviour="PAR1", part="frontline")
    assert table.people.tolist() == [6, 0, 0, 0] and table.notes.tolist() == [8, 0, 0, 0]
    assert (table["mean"][0], table.spread[0], table.gap[0]) == (6, 40, 4)
    assert sorted(table.dots[0]) == [2, 4, 6, 8, 10]


def test_a_quiet_quarter_is_a_row_that_says_so(tiny: store.Store) -> None:
    table = ask("pace", YEAR, behaviour="PAR1")
    trust = table[table.signal == "trust"]
    assert trust.people.tolist() == [5, 5, 0, 1]
    assert trust["mean"].tolist()[:2] == [2, 2] and pd.isna(trust["mean"].tolist()[2])


def test_quarters_are_joined_by_the_people_who_spoke_in_both(tiny: store.Store) -> None:
    trust = ask("pace", YEAR, behaviour="PAR1").query("signal == 'trust'")
    assert trust.shared.tolist() == [0, 5, 0, 0]


def test_a_long_period_goes_year_by_year(tiny: store.Store) -> None:
    long = Lens("aytown", date(2015, 6, 1), date(2025, 12, 31))
    trust = ask("pace", long, behaviour="PAR1").query("signal == 'trust'")
    assert [when.year for when in trust.stretch] == list(range(2015, 2026))
    assert trust.people.tolist() == [0] * 10 + [5]


def test_people_who_said_the_same_are_one_dot(tiny: store.Store) -> None:
    dots = ask("pace_dots", YEAR, behaviour="PAR1").query("signal == 'trust'")
    first = dots[dots.stretch == pd.Timestamp(2025, 1, 1)]
    assert list(zip(first.value, first.people, strict=True)) == [(1, 3), (2, 1), (5, 1)]


def test_what_was_going_on_is_what_touches_the_period_and_may_be_shown(tiny: store.Store) -> None:
    assert ask("events", YEAR).title.tolist() == [
        "A pressure that began before", "A slip", "A recovery",
    ]  # fmt: skip


def test_the_latest_view_of_each_person_counts_once(tiny: store.Store) -> None:
    row = one(ask("infrastructure", YEAR), block="governance")
    assert row.people == 3
    assert [row.level_1, row.level_2, row.level_3, row.level_4, row.no_level] == [0, 1, 1, 0, 1]
    assert [row.undermines, row.mixed, row.supports] == [0, 1, 1]
    assert row.next_step == "New step" and pd.isna(row.next_step_by)


def view_of(held: store.Store, *views: dict[str, Any]) -> None:
    """Views of building blocks by own rows, in Aytown and with the facilitator's consent."""
    columns = {
        "block": "funding", "observer": "A1", "observed_on": "2025-03-01", "behaviour": None,
        "level": None, "effect": None, "good_enough": None, "evidence": None, "consent": 1,
        "recorded_at": "2026-01-01", "next_step": None,
    }  # fmt: skip
    names, values = ", ".join(columns), ", ".join(f"${name}" for name in columns)
    insert = f"INSERT INTO block_view (id, place, {names}) VALUES (uuid(), 'aytown', {values})"

    def work(cursor: store.Cursor) -> None:
        for view in views:
            cursor.execute(insert, columns | view)

    held.write(work)


def test_a_view_of_one_behaviour_says_nothing_of_the_block_as_a_whole(tiny: store.Store) -> None:
    before = ask("infrastructure", YEAR).drop(columns=["next_step", "next_step_by", "last_day"])
    view_of(
        tiny,
        {"block": "governance", "observed_on": "2025-09-01", "behaviour": "POW2",
         "effect": "undermines"},
        {"block": "funding", "behaviour": "POW2", "effect": "undermines"},
    )  # fmt: skip
    after = ask("infrastructure", YEAR)[before.columns]
    pd.testing.assert_frame_equal(before, after)
    assert ask("block", YEAR, block="funding").empty


def test_movement_is_of_the_same_people_from_their_first_view_to_their_latest(
    tiny: store.Store,
) -> None:
    """Governance by hand: A1 from 1 to 3, A2 from 4 to 2; A3 never said how far."""
    row = one(ask("infrastructure", YEAR), block="governance")
    assert (row.again, row.further, row.as_before, row.back, row.dipped) == (2, 1, 0, 1, 0)
    spring = replace(YEAR, until=date(2025, 4, 30))
    assert one(ask("infrastructure", spring), block="governance").again == 0


def test_a_step_back_in_between_and_a_correction_of_the_same_day(tiny: store.Store) -> None:
    view_of(
        tiny,
        {"observer": "B1", "observed_on": "2025-01-01", "level": 2},
        {"observer": "B1", "observed_on": "2025-02-01", "level": 1},
        {"observer": "B1", "observed_on": "2025-03-01", "level": 2, "good_enough": 3},
        {"observer": "B2", "observed_on": "2025-03-01", "level": 4, "good_enough": 4},
        {"observer": "B2", "observed_on": "2025-03-01", "level": 1, "good_enough": 3,
         "recorded_at": "2026-01-02"},
        {"observer": "B3", "observed_on": "2025-01-01", "level": 3},
        {"observer": "B3", "observed_on": "2025-02-01", "effect": "mixed"},
    )  # fmt: skip
    row = one(ask("infrastructure", YEAR), block="funding")
    assert (row.people, row.level_1, row.level_2, row.no_level) == (3, 1, 1, 1)
    assert (row.enough_3, row.enough_4) == (2, 0), "B2 corrected what they said that day"
    assert (row.again, row.as_before, row.dipped) == (1, 1, 1), "a correction is no movement"


def test_a_block_opened_has_a_row_a_person_and_no_pseudonym(tiny: store.Store) -> None:
    table = ask("block", YEAR, block="governance")
    told = table[["sector", "level", "at_first", "at_last", "effect"]].astype(object)
    assert told.where(told.notna(), None).values.tolist() == [
        ["Council", 2, 4, 2, "mixed"], ["Council", 3, 1, 3, "supports"],
        ["Residents", None, None, None, None],
    ]  # fmt: skip
    assert "observer" not in table


def test_what_shows_it_is_read_as_far_as_its_author_agreed_latest_of_each_person(
    tiny: store.Store,
) -> None:
    view_of(
        tiny,
        {"observed_on": "2025-01-01", "evidence": "long ago"},
        {"observed_on": "2025-02-01", "evidence": "now"},
        {"observer": "A2", "evidence": "only me", "consent": 0},
        {"observer": "A3", "evidence": "of one", "behaviour": "POW2", "effect": "supports"},
        {"observer": "A3", "evidence": "of all", "consent": 2},
    )  # fmt: skip
    notes = ask("block_notes", YEAR, block="funding")
    assert notes.evidence.tolist() == ["of all", "now", "of one"], "the whole block first"
    assert notes.behaviour_label.tolist()[2] == "Decisions sit close to people"
    room = replace(YEAR, audience="room")
    assert ask("block_notes", room, block="funding").evidence.tolist() == ["of all"]


def test_each_person_counts_once_for_a_pair_of_a_block_and_a_behaviour(tiny: store.Store) -> None:
    about = {"behaviour": "POW2"}
    view_of(
        tiny,
        about | {"observed_on": "2025-01-01", "effect": "supports"},
        about | {"observed_on": "2025-02-01", "effect": "undermines"},
        about | {"observer": "A2", "effect": "mixed"},
        about | {"observer": "A2", "effect": "supports", "block": "data"},
        {"observer": "A2", "effect": "supports", "block": "data", "behaviour": "PER1"},
        about | {"observer": "A3", "effect": None},
        about | {"observer": "A4", "effect": "supports", "observed_on": "2024-12-31"},
    )  # fmt: skip
    table = ask("blocks_and_behaviours", YEAR)
    assert len(table) == 81, "every block meets every behaviour"
    row = one(table, block="funding", behaviour="POW2")
    assert (row.people, row.undermines, row.mixed, row.supports) == (2, 1, 1, 0)
    assert one(table, block="data", behaviour="POW2").supports == 1
    assert table.people.sum() == 4 and table.people_in_all[0] == 2
    assert one(table, block="data", behaviour="PER1").supports == 1
    assert one(table, block="data", behaviour="PER2").people == 0


def test_a_block_without_a_view_is_a_row_without_people(tiny: store.Store) -> None:
    table = ask("infrastructure", YEAR)
    assert len(table) == 9 and one(table, block="funding").people == 0


def test_every_label_comes_in_plain_and_in_the_frameworks_words(tiny: store.Store) -> None:
    plain = ask("behaviours", YEAR)
    framework = ask("behaviours", Lens("aytown", YEAR.since, YEAR.until, words="framework"))
    assert one(plain, behaviour="PER1", part="frontline").behaviour_label == "We see the whole"
    assert not set(plain.behaviour_label) & set(framework.behaviour_label)


def test_no_sql_stands_outside_its_files() -> None:
    """Words that only SQL has, in the product's Python; opening a file needs a few settings."""
    found = []
    for path in [*(ROOT / "mirror").glob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                opening = node.value.lstrip().split(" ")[0]
                if opening in {"SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "WITH"}:
                    found.append(f"{path.name}: {node.value[:40]}")
    assert found == []
