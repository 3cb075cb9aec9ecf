"""Openness against trust: what is placed, what speaks against the hypothesis, whose words fit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from mirror import charts, hypothesis, store
from mirror.ask import ask
from mirror.charts import Look, against
from mirror.lens import Lens
from tests.test_pages import opened, said

YEAR = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31))
QUARTERS = pd.to_datetime(["2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01"])


def open_notes(held: store.Store, day: str, *steps: int) -> None:
    """Each of so many people names the behaviours so openly on a day."""

    def add(cursor: store.Cursor) -> None:
        for place, step in enumerate(steps):
            cursor.execute(
                "INSERT INTO observation (id, place, behaviour, observer, observed_on, overtness,"
                " consent, recorded_at) VALUES (uuid(), 'aytown', 'PER1', $who, $day, $step, 1,"
                " now())",
                {"who": f"A{place + 1}", "day": day, "step": step},
            )

    held.write(add)


def times(**columns: list[Any]) -> pd.DataFrame:
    """Four quarters, of which each column says something."""
    told = {
        "trust": [1.0, 2.0, 3.0, 4.0], "open": [1.0, 2.0, 3.0, 4.0], "placed": [True] * 4,
        "open_people": [9] * 4, "step_1": [0] * 4, "step_3": [0] * 4, "step_4": [0] * 4,
    }  # fmt: skip
    return pd.DataFrame({"stretch": QUARTERS, "months": 3, **told, **columns})


def test_a_person_has_one_vote_a_quarter_and_openness_counts_from_its_lowest_step(
    tiny: store.Store,
) -> None:
    open_notes(tiny, "2025-02-01", 1, 2, 4)
    open_notes(tiny, "2025-03-01", 3)
    table = ask("timing", YEAR).query("signal == 'overtness'")
    first = table.iloc[0]
    assert first.people == 3
    assert first["mean"] == pytest.approx((1 + 1 + 3) / 3)
    assert [first.step_1, first.step_2, first.step_3, first.step_4] == [0, 2, 0, 1]
    assert table.people.tolist() == [3, 0, 0, 0]


def test_only_a_quarter_that_five_people_carry_on_both_sides_is_placed(tiny: store.Store) -> None:
    open_notes(tiny, "2025-02-01", 1, 1, 1, 1, 1)
    open_notes(tiny, "2025-05-01", 1, 1, 1, 1)
    placed = hypothesis.points(ask("timing", YEAR))
    assert placed.placed.tolist() == [True, False, False, False]
    assert placed.open[0] == 1 and pd.isna(placed.open[1]), "four people carry no middle"
    assert placed.trust[0] == 2


def test_what_moves_the_other_way_speaks_against_and_what_moves_along_does_not() -> None:
    assert not list(hypothesis.against(times()))
    [found] = hypothesis.against(times(open=[1.0, 2.0, 1.5, 4.0]))
    assert (found.before, found.after, found.trust_grew) == (QUARTERS[1], QUARTERS[2], True)
    [found] = hypothesis.against(times(trust=[1.0, 0.5, 3.0, 4.0]))
    assert not found.trust_grew
    assert not list(hypothesis.against(times(open=[1.0, 2.0, 1.9, 4.0]))), "too small to tell"


def test_a_quarter_that_is_not_placed_is_stepped_over() -> None:
    table = times(open=[2.0, 9.0, 1.0, 4.0], placed=[True, False, True, True])
    [found] = hypothesis.against(table)
    assert (found.before, found.after) == (QUARTERS[0], QUARTERS[2])


def test_voices_that_speak_against_are_counted_and_never_named() -> None:
    table = times(step_3=[2, 0, 0, 5], step_1=[9, 9, 1, 0])
    assert hypothesis.early_voices(table).stretch.tolist() == [QUARTERS[0]]
    assert hypothesis.quiet_voices(table).stretch.tolist() == [QUARTERS[2]]


@pytest.mark.parametrize(
    ("steps", "suggested"),
    [((1, 1, 1, 3, 4), "plain"), ((1, 1, 3, 3, 4), "framework"), ((4, 4, 4, 4), None)],
)
def test_the_words_that_are_suggested_follow_the_latest_openness(
    steps: tuple[int, ...], suggested: str | None, tiny: store.Store
) -> None:
    open_notes(tiny, "2025-11-01", *steps)
    words, _, _ = hypothesis.suggested_words(hypothesis.points(ask("timing", YEAR)))
    assert words == suggested


def test_the_page_names_what_speaks_against_the_hypothesis(sampled: store.Store) -> None:
    words = said(opened("timing", place="barking-and-dagenham"))
    assert "A hypothesis, and only that" in words
    assert "to Jul to Sep 2024 trust grew, and the behaviours were named less openly" in words
    assert "While trust was low, some already named the behaviours openly" in words


def test_a_place_takes_up_the_words_it_is_ready_for_and_keeps_them(sampled: store.Store) -> None:
    app = opened("timing", place="gateshead")
    [button] = [one for one in app.button if one.label.startswith("Speak the framework")]
    button.click().run()
    assert app.query_params["words"] == "framework"
    assert app.title[0].value == "Timing: how overt is the talk about behaviours?"
    assert opened("behaviours", place="gateshead").title[0].value.startswith("Where are the system")


def test_labels_lie_on_no_dot_and_on_no_other_label(sampled: store.Store) -> None:
    for place in ("gateshead", "barking-and-dagenham"):
        lens = Lens(place, date(2024, 4, 8), date(2026, 9, 25))
        placed = hypothesis.points(ask("timing", lens)).query("placed").assign(told="")
        labels = against._labels(placed, Look())
        assert len(labels) == len(placed), "every dot has room for its label"


def test_nothing_said_is_a_sentence_and_an_empty_frame(empty: store.Store) -> None:
    nothing = hypothesis.points(ask("timing", YEAR))
    steps = {f"trust_{n}": "" for n in range(6)} | {f"overtness_{n}": "" for n in range(1, 5)}
    spec = charts.timing(nothing, steps, Look()).to_dict(validate=True)
    assert "too few people yet" in str(spec["datasets"])
