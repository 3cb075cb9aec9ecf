"""The heatmap folded into families, of one time, and of two times side by side."""

from __future__ import annotations

from typing import Any

import pytest

from mirror import store
from tests.test_pages import opened, pictures, said

SPLIT = "2025-04-01"


def table(app: Any) -> str:
    return str(app.table[0].proto.SerializeToString().decode("utf-8", "ignore"))


def choice(app: Any, label: str) -> Any:
    [found] = [box for box in app.selectbox if box.label == label]
    return found


def test_at_a_first_look_a_family_is_one_row_of_voices_without_a_figure(tiny: store.Store) -> None:
    app = opened("behaviours", place="aytown", since="2025-01-01", family="folded")
    assert not app.exception
    assert pictures(app)[0] == "Behaviours heatmap"
    assert "How we see each other" in table(app) and "We see the whole" not in table(app)
    assert "Two times side by side" not in [box.label for box in app.selectbox]


def test_one_family_shows_its_three_behaviours(tiny: store.Store) -> None:
    app = opened("behaviours", place="aytown", since="2025-01-01", family="Power")
    assert "Decisions sit close to people" in table(app)
    assert "We see the whole" not in table(app)


def test_two_times_stand_side_by_side(tiny: store.Store) -> None:
    app = opened("behaviours", place="aytown", since="2025-01-01", split=SPLIT)
    assert not app.exception
    assert "Before 1 April 2025, **6 people** left **8 notes**" in said(app)
    assert "They are not all the same people" in said(app)
    assert "Before" in table(app) and "Since" in table(app)


def test_only_the_same_people_may_be_counted_in_both(tiny: store.Store) -> None:
    tiny.write(
        lambda cursor: cursor.execute(
            "INSERT INTO gathering (id, place, held_on, purpose)"
            " VALUES (uuid(), 'aytown', '2025-02-01', 'Winter')"
        )
    )
    address = {"place": "aytown", "since": "2025-01-01", "split": "2025-02-01"}
    app = opened("behaviours", **address, people="same")
    assert not app.exception
    assert "Before 1 February 2025, **1 person** left **1 note**" in said(app)
    assert "Since, **1 person** left **2 notes**" in said(app)


def test_a_period_may_be_parted_at_a_gathering_and_at_a_quarter(tiny: store.Store) -> None:
    tiny.write(
        lambda cursor: cursor.execute(
            "INSERT INTO gathering (id, place, held_on, purpose)"
            " VALUES (uuid(), 'aytown', '2025-03-15', 'Spring')"
        )
    )
    app = opened("behaviours", place="aytown", since="2025-01-01", until="2025-06-01")
    offered = choice(app, "Two times side by side").options
    assert offered == ["One time", "Before and since we met on 15 March 2025",
                       "Before and since 1 April 2025"]  # fmt: skip


@pytest.mark.parametrize("split", ["2019-01-01", "nonsense", "2025-04-02"])
def test_a_day_that_is_not_offered_shows_one_time(split: str, tiny: store.Store) -> None:
    app = opened("behaviours", place="aytown", split=split)
    assert not app.exception
    assert choice(app, "Two times side by side").value == "none"


def test_a_note_without_a_part_in_one_time_only_has_its_row_in_both(tiny: store.Store) -> None:
    app = opened("behaviours", place="aytown", since="2025-01-01", split=SPLIT)
    assert not app.exception
    assert table(app).count("Part not said") > 0


def test_an_opened_cell_tells_its_voices_and_how_far_apart_people_are(sampled: store.Store) -> None:
    app = opened("behaviours", place="gateshead", cell="POW2.commissioning")
    words = said(app)
    assert "9 people left 28 notes here. As evenly spread as the notes of 5 people." in words
    assert "two people who speak of the same part differ by about **1.5 points**" in words


def test_an_opened_cell_tells_its_history(sampled: store.Store) -> None:
    app = opened("behaviours", place="gateshead", cell="POW2.frontline")
    assert not app.exception
    assert "This cell over time" in pictures(app)


def test_what_each_behaviour_looks_like_is_one_click_away(tiny: store.Store) -> None:
    app = opened("behaviours", place="aytown")
    [cues] = [part for part in app.expander if part.label == "What each behaviour looks like"]
    read = "\n".join(str(part.value) for part in cues.markdown)
    assert read.count("When it is there:") == 9 and read.count("When it is not:") == 9
