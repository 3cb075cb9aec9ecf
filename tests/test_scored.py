"""What a room's scores add up to, and what is drawn of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import pandas as pd
import pytest

from mirror import charts, honesty, pack, record, rounds, scored, store, workshop
from mirror.charts import Look
from mirror.store import Store
from mirror.workshop import Item

Votes = Mapping[str, list[float | None]]


def gathered(held: Store, about: rounds.About = "behaviour") -> UUID:
    """A gathering of today that scores."""
    gathering = record.new_id()
    workshop.prepare(
        held, gathering, place="aytown", held_on=date.today(), purpose="P",
        agenda=[Item("scoring", f"place=aytown&about={about}", "Q")],
    )  # fmt: skip
    return gathering


def meet(held: Store, about: rounds.About, turns: list[Votes], **more: str) -> list[rounds.Round]:
    """The rounds of a gathering at which so many phones said so much, a turn after the other."""
    gathering = gathered(held)
    keys: list[str] = []
    for turn, votes in enumerate(turns, start=1):
        keys = score(held, gathering, about, turn, votes, keys, **more)
    return rounds.of(held, gathering)


def score(
    held: Store, gathering: UUID, about: rounds.About, turn: int, votes: Votes, keys: list[str],
    **more: str,
) -> list[str]:  # fmt: skip
    """The keys of the phones that said so much in one round, which is closed."""
    code = rounds.open_round(
        held, record.new_id(), gathering=gathering, place="aytown", about=about, turn=turn, **more
    )
    opened = rounds.current(held, gathering)
    assert opened is not None
    people = max(map(len, votes.values()))
    keys = keys or [rounds.join(held, gathering, code, None)[1] for _ in range(people)]
    for person, key in enumerate(keys):
        said = {
            subject: vote for subject, given in votes.items()
            if person < len(given) and (vote := given[person]) is not None
        }  # fmt: skip
        if said:
            rounds.cast(held, record.new_id(), opened, key, said)
    rounds.close(held, opened)
    return keys


def test_one_person_has_one_vote_and_five_make_a_range(tiny: Store) -> None:
    mine = meet(tiny, "behaviour", [{"PER1": [2, 4, 6, 8, 10], "PAR1": [3, 3, 3, 3]}])
    [shown] = scored.shown(tiny, mine, "plain")
    rows = shown.scored.table.set_index("subject")
    expected = honesty.interval([2, 4, 6, 8, 10])
    assert rows.state["PER1"] == "range"
    assert (rows.low["PER1"], rows.high["PER1"]) == pytest.approx((expected.low, expected.high))
    assert rows.state["PAR1"] == "few" and rows.people["PAR1"] == 4
    assert rows.state["POW1"] == "unheard", "silence is a row that says so"
    assert "5 people" in shown.said


def test_where_people_see_two_things_there_is_no_middle(tiny: Store) -> None:
    mine = meet(tiny, "behaviour", [{"PER1": [0, 0, 0, 10, 10, 10]}])
    [shown] = scored.shown(tiny, mine, "plain")
    row = shown.scored.table.iloc[0]
    assert row.state == "split" and pd.isna(row.low) and pd.isna(row["mean"])
    assert "seen two ways" in shown.rows.Heard[0]


def test_after_talking_the_first_answers_of_the_silent_stand(tiny: Store) -> None:
    mine = meet(
        tiny, "behaviour",
        [{"PER1": [1, 1, 1, 9, 9]}, {"PER1": [5, 5, None, None, None]}],
    )  # fmt: skip
    [shown] = scored.shown(tiny, mine, "plain")
    dots = shown.scored.dots

    def heard(turn: int) -> dict[float, int]:
        rows = dots[dots.turn == turn]
        return dict(zip(rows.score, rows.people, strict=True))

    assert heard(1) == {1: 3, 9: 2}
    assert heard(2) == {1: 1, 5: 2, 9: 2}
    assert "**5 people** answered, each alone. **2 people** answered again" in shown.said


def test_levels_of_a_block_are_counted_and_never_averaged(tiny: Store) -> None:
    mine = meet(tiny, "block", [{"funding": [1, 2, 2, 2, 4]}])
    [shown] = scored.shown(tiny, mine, "plain")
    row = shown.scored.table.set_index("subject").loc["funding"]
    assert row.state == "counted"
    told = shown.rows.set_index("What").Heard
    assert [heard for heard in told if "3" in heard] == [
        "Working against us 1, Starting to shift 3, Part of how we work 1"
    ]
    drawn = json.dumps(shown.drawn(Look()).to_dict())
    assert '"low"' not in drawn.replace('"low": null', "")


def test_a_relationship_has_a_picture_for_each_of_its_scales(tiny: Store) -> None:
    mine = meet(
        tiny, "relationship", [{"trust": [1, 2, 3, 4, 5], "level": [0, 1, 1, 2, 2]}],
        party="Org 1", other_party="Org 2",
    )  # fmt: skip
    trust, level = scored.shown(tiny, mine, "plain")
    assert (trust.first, len(trust.steps), len(level.steps)) == (0, 6, 6)
    assert trust.name != level.name and trust.steps != level.steps
    assert trust.said == level.said


@pytest.mark.parametrize(
    ("turns", "answered", "said"),
    [
        ((1, 1), (5, 2), [{1: 3, 2: 2}]),
        ((1, 1), (5, 0), [{1: 5}]),
        ((1, 1, 2), (5, 2, 0), [{1: 3, 2: 2}, {1: 3, 2: 2}]),
        ((1, 2, 2), (5, 5, 2), [{1: 5}, {2: 3, 3: 2}]),
        ((1, 2, 1), (5, 5, 2), [{1: 3, 3: 2}, {2: 5}]),
    ],
)
def test_a_turn_that_was_opened_twice_counts_each_person_once_by_what_they_said_last(
    turns: tuple[int, ...],
    answered: tuple[int, ...],
    said: list[dict[float, int]],
    tiny: Store,
) -> None:
    """Two windows once opened the same turn of one thing: such a file opens, and makes its pack."""
    gathering, keys = gathered(tiny, "block"), list[str]()
    for vote, people in enumerate(answered, start=1):
        renumber(tiny, gathering, [1] * (vote - 1))
        keys = score(tiny, gathering, "block", min(vote, 2), {"funding": [vote] * people}, keys)
    renumber(tiny, gathering, turns)
    [shown] = scored.shown(tiny, rounds.of(tiny, gathering), "plain")
    for turn, heard in enumerate(said, start=1):
        rows = shown.scored.dots[shown.scored.dots.turn == turn]
        assert dict(zip(rows.score, rows.people, strict=True)) == heard
    assert shown.scored.dots.turn.max() == len(said)
    leaf = pack.of_gathering(tiny, gathering).leaves[1]
    assert leaf.panel.rows[0].table.equals(shown.rows)


def renumber(held: Store, gathering: UUID, turns: Sequence[int]) -> None:
    """Let the rounds of a gathering be of these turns, as no house opens them any more."""
    changed = "UPDATE scoring_round SET turn = $turn WHERE id = $id"

    def work(cursor: store.Cursor) -> None:
        for turn, one in zip(turns, mine, strict=True):
            cursor.execute(changed, {"turn": turn, "id": one.id})

    mine = rounds.of(held, gathering)
    held.write(work)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_the_picture_keeps_to_its_schema(narrow: bool, dark: bool, tiny: Store) -> None:
    turns: list[Votes] = [{"PER1": [1, 2, 3, 4, 5], "PAR1": [3]}, {"PER1": [2, 2, 2, 2, 2]}]
    for shown in scored.shown(tiny, meet(tiny, "behaviour", turns), "framework"):
        chart = charts.scoring(
            *shown.scored, shown.steps, shown.first, Look(narrow=narrow, dark=dark)
        )
        chart.to_dict(validate=True)
