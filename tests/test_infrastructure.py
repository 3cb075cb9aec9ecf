"""The page of infrastructure: a block opened, how it moved, and what pulls apart."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd
import pytest

from mirror import fragile, headlines, honesty, record, store, words
from mirror.ask import ask
from mirror.lens import Lens
from tests.test_pages import opened, pictures, said
from tests.test_queries import view_of
from tests.test_then import kept

GATESHEAD = Lens("gateshead", date(2024, 1, 1), date(2026, 12, 31))


def cells(*rows: tuple[str, str, int, str, float]) -> pd.DataFrame:
    """Judged cells by hand: behaviour, part, people, state and mean."""
    table = pd.DataFrame(list(rows), columns=["behaviour", "part_label", "people", "state", "mean"])
    return table.assign(voters=table.people, low=table["mean"] - 1, high=table["mean"] + 1)


def pair(behaviour: str, undermines: int, mixed: int, supports: int, block: str = "Money") -> Any:
    return {
        "block": block.lower(), "block_label": block, "behaviour": behaviour,
        "behaviour_label": f"We {behaviour}", "people": undermines + mixed + supports,
        "undermines": undermines, "mixed": mixed, "supports": supports,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("undermines", "supports", "named"),
    [(2, 0, True), (2, 1, True), (1, 0, False), (2, 2, False), (3, 4, False)],
)
def test_two_people_and_more_than_see_it_otherwise_make_a_pair_fragile(
    undermines: int, supports: int, named: bool
) -> None:
    heard = cells(("learn", "Frontline", 5, "range", 7.0))
    found = fragile.undermined(heard, pd.DataFrame([pair("learn", undermines, 9, supports)]))
    assert bool(len(found)) is named


@pytest.mark.parametrize(
    ("state", "mean", "noticed"),
    [
        ("range", 6.7, True), ("range", 6.6, False), ("range", 2.0, False),
        ("few", math.nan, False), ("split", math.nan, False), ("unheard", math.nan, False),
    ],
)  # fmt: skip
def test_a_behaviour_is_noticed_where_a_range_stands_in_the_upper_third(
    state: str, mean: float, noticed: bool
) -> None:
    heard = cells(("learn", "Frontline", 5, state, mean))
    found = fragile.undermined(heard, pd.DataFrame([pair("learn", 3, 0, 0)]))
    assert bool(len(found)) is noticed


def test_fragile_pairs_are_named_in_the_fixed_order_with_where_and_how_many() -> None:
    heard = cells(
        ("see", "Frontline", 5, "range", 8.0), ("learn", "Frontline", 11, "range", 7.0),
        ("learn", "Community", 3, "few", math.nan), ("learn", "Leadership", 6, "range", 8.0),
    )  # fmt: skip
    pairs = pd.DataFrame(
        [pair("learn", 3, 1, 1), pair("see", 2, 0, 0), pair("learn", 5, 0, 0, "Data")]
    )
    found = list(fragile.undermined(heard, pairs).itertuples())
    assert [(row.behaviour, row.block) for row in found] == [
        ("see", "money"), ("learn", "money"), ("learn", "data"),
    ]  # fmt: skip
    assert headlines.noticed(found[1]).replace("\\", "") == (
        "**We learn** is noticed in Frontline (6–8 · 11 people) and Leadership (7–9 · 6 people)."
    )
    assert headlines.undermines(found[1]) == (
        "3 people say that **Money** undermines it, 1 that it does both, 1 that it supports it."
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("unheard", 0, math.nan)], "Nobody has been heard of it yet in any part."),
        (
            [("range", 5, 2.0), ("unheard", 0, math.nan)],
            "It is hardly noticed in Part 0 (1–3 · 5 p",
        ),
        ([("range", 5, 2.0), ("range", 5, 5.0)], None),
        ([("few", 1, math.nan)], None),
        ([("split", 6, math.nan)], None),
    ],
)
def test_what_is_helped_and_not_noticed_yet_is_told_only_where_nobody_notices_it(
    rows: list[tuple[str, int, float]], told: str | None
) -> None:
    heard = cells(
        *(
            ("learn", f"Part {n}", people, state, mean)
            for n, (state, people, mean) in enumerate(rows)
        )
    )
    found = list(fragile.unnoticed(heard, pd.DataFrame([pair("learn", 0, 0, 2)])).itertuples())
    if told is None:
        assert not found
    else:
        [row] = found
        assert told in headlines.unnoticed(row).replace("\\", "")


def test_how_people_moved_is_said_in_counts() -> None:
    assert words.moved(0, 0, 0, 0) == "Nobody looked again"
    assert words.moved(4, 2, 1, 1) == "4 people looked again: 2 further along, 1 as before, 1 back"
    assert words.moved(1, 0, 1, 0, 1) == (
        "1 person looked again: 1 as before (1 after a step back in between)"
    )


def test_the_headline_names_what_was_put_further_back_and_what_is_a_hunch(
    tiny: store.Store,
) -> None:
    view_of(tiny, {"block": "data", "level": 3})
    tiny.write(
        lambda cursor: cursor.execute("UPDATE block_view SET confidence = 1 WHERE block = 'data'")
    )
    told = headlines.infrastructure(ask("infrastructure", Lens("aytown", date.min, date.max)))
    assert "Some who looked again put it further back: How we decide (1 of 2)." in told
    assert "Nobody has more than a hunch of: How money moves and What we know." in told


def test_a_block_opens_by_its_address(tiny: store.Store) -> None:
    view_of(
        tiny,
        {"block": "governance", "observer": "A4", "level": 2, "evidence": "a *star*"},
        {"block": "governance", "observer": "A5", "evidence": "only me", "consent": 0},
        {"block": "governance", "observer": "A4", "behaviour": "POW2", "effect": "undermines",
         "evidence": "three levels up"},
    )  # fmt: skip
    app = opened("infrastructure", block="governance")
    assert not app.exception
    assert pictures(app)[:2] == ["Infrastructure readiness", "Everybody's view of this block"]
    shown = said(app)
    assert "Who has to say yes before something small can change?" in shown
    assert "2 people looked again: 1 further along, 1 back" in shown
    assert "a *star*" in shown and "three levels up" in shown and "New step" in shown
    assert "only me" not in shown and "Private step" not in shown
    assert "A4" not in shown, "nobody is named"


def test_a_block_of_which_only_single_behaviours_were_said_opens_too(tiny: store.Store) -> None:
    view_of(tiny, {"behaviour": "POW2", "effect": "supports", "evidence": "a small sum"})
    app = opened("infrastructure", block="funding", since="2025-01-01")
    assert not app.exception
    assert "as a whole" in said(app) and "a small sum" in said(app)
    assert pictures(app) == ["Infrastructure readiness", "Blocks and behaviours"]


def test_a_block_of_which_nobody_said_how_far_opens_without_a_picture(tiny: store.Store) -> None:
    view_of(tiny, {"block": "data", "effect": "supports"})
    app = opened("infrastructure", block="data")
    assert not app.exception
    assert pictures(app) == ["Infrastructure readiness"]


def test_with_no_view_of_a_single_behaviour_the_page_leads_to_the_form(tiny: store.Store) -> None:
    app = opened("infrastructure")
    assert "Nobody has said yet what a block does to one behaviour." in said(app)
    assert "Present, but something works against it" not in [head.value for head in app.header]


def test_what_each_step_means_is_on_the_page_in_either_words(tiny: store.Store) -> None:
    assert "Part of how we work: It would carry on if two people left." in said(
        opened("infrastructure")
    )
    framework = said(opened("infrastructure", words="framework"))
    assert "Embedded: It would carry on if two people left." in framework


def test_the_sample_names_what_its_story_says_is_fragile(sampled: store.Store) -> None:
    heard = honesty.judged(ask("behaviours", GATESHEAD))
    found = fragile.undermined(heard, ask("blocks_and_behaviours", GATESHEAD))
    assert list(zip(found.behaviour, found.block, found.undermines, strict=True)) == [
        ("POW2", "accountability", 3), ("POW2", "funding", 4), ("PAR3", "accountability", 5),
    ]  # fmt: skip
    told = said(opened("infrastructure", place="gateshead"))
    assert "**Decisions sit close to people** is noticed in Frontline" in told
    assert "5 people say that **Who we answer to** undermines it" in told
    assert "What would happen to it if two people left?" in told
    assert "price list" in told, "what people say shows it"
    framework = opened("infrastructure", place="gateshead", words="framework")
    assert "Fragile: present, but undermined" in [head.value for head in framework.header]


def test_as_people_saw_it_then_has_both_pictures_and_no_texts(tiny: store.Store) -> None:
    view_of(tiny, {"behaviour": "POW2", "effect": "supports", "evidence": "a small sum"})
    address = kept("infrastructure")
    record.block_view(
        tiny, record.new_id(), place="aytown", observer="A2", block="funding", behaviour="POW2",
        effect="undermines", observed_on=date(2025, 4, 1),
    )  # fmt: skip
    app = opened("infrastructure", **address)
    assert not app.exception
    assert pictures(app) == [
        "Infrastructure readiness, as we saw it then", "Blocks and behaviours, as we saw it then",
        "Infrastructure readiness", "Blocks and behaviours",
    ]  # fmt: skip
    shown = said(app)
    assert "**1 person** spoke of" in shown and "**2 people** spoke of" in shown
    answers = tiny.ask("SELECT answers FROM snapshot").answers[0]
    assert "a small sum" not in answers and "New step" not in answers
