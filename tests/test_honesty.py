"""What is claimed of a few people agrees with an implementation that is not ours."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from mirror import honesty

ORACLE = Path(__file__).parents[2] / "shared" / "reference" / "honest.py"
votes = some.lists(some.floats(0, 10, allow_nan=False), min_size=1, max_size=40)


@pytest.fixture(scope="module")
def oracle() -> ModuleType:
    if not ORACLE.exists():
        pytest.skip("the independent implementation is not beside this checkout")
    spec = importlib.util.spec_from_file_location("honest", ORACLE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@given(votes)
def test_the_interval_agrees_with_the_oracle(oracle: ModuleType, votes: list[float]) -> None:
    ours = honesty.interval(votes)
    assert (ours.mean, ours.low, ours.high) == pytest.approx(oracle.interval(votes), abs=1e-9)


@given(votes)
def test_the_average_gap_agrees_with_the_oracle(oracle: ModuleType, votes: list[float]) -> None:
    theirs = oracle.gap(votes)
    assert honesty.gap(votes) == (None if theirs is None else pytest.approx(theirs, abs=1e-9))


@pytest.mark.parametrize(("freedom", "quantile"), [(4, 2.131847), (7, 1.894579), (30, 1.697261)])
def test_the_t_quantile_is_the_tabled_one(freedom: int, quantile: float) -> None:
    assert honesty.t_quantile(0.95, freedom) == pytest.approx(quantile, abs=1e-6)


def test_five_who_agree_still_have_a_range() -> None:
    drawn = honesty.interval([7, 7, 7, 7, 7])
    assert drawn.low < 6 and drawn.high > 8


def test_a_range_never_leaves_the_scale() -> None:
    assert honesty.interval([10, 10, 10, 10, 10]).high == 10
    assert honesty.interval([0, 0, 0, 0, 5], top=5).low == 0


def test_trust_is_ranged_as_strength_is_on_half_the_scale() -> None:
    strength = honesty.interval([2, 4, 6, 8, 10])
    trust = honesty.interval([1, 2, 3, 4, 5], top=5)
    assert trust.low == pytest.approx(strength.low / 2)


@pytest.mark.parametrize(
    ("people", "voters", "gap", "state"),
    [
        (0, 0, None, "unheard"),
        (1, 1, None, "few"),
        (4, 4, 0.0, "few"),
        (9, 4, 1.0, "few"),
        (5, 5, 4.9, "range"),
        (5, 5, 5.0, "split"),
    ],
)
def test_a_cell_shows_only_what_its_people_can_carry(
    people: int, voters: int, gap: float | None, state: str
) -> None:
    assert honesty.state(people, voters, gap) == state


def test_a_middle_is_given_back_only_with_a_range() -> None:
    table = pd.DataFrame(
        {
            "people": [0, 4, 5, 6],
            "voters": [0, 4, 5, 6],
            "mean": [None, 3.0, 6.0, 5.0],
            "spread": [None, 1.0, 40.0, 150.0],
            "gap": [None, 1.0, 4.0, 6.0],
        }
    )
    judged = honesty.judged(table)
    assert judged.state.tolist() == ["unheard", "few", "range", "split"]
    assert judged["mean"].notna().tolist() == [False, False, True, False]


def test_a_mean_a_bit_below_an_edge_is_on_the_side_that_it_prints() -> None:
    assert honesty.shade(10 / 3 - 1e-12, 3) == honesty.shade(10 / 3 + 1e-12, 3) == 1
    assert honesty.shade(10, 3) == 2 and honesty.shade(0, 5) == 0


def test_effective_people_are_as_many_as_would_write_equally_much() -> None:
    assert honesty.effective([3, 3, 3]) == 3
    assert honesty.effective([10, 1, 1]) == pytest.approx(144 / 102)
    assert honesty.effective([]) == 0


def test_a_gap_is_split_into_same_part_and_different_parts() -> None:
    assert honesty.gap_split([0, 2, 9], ["a", "a", "b"]) == (2, 8)
    assert honesty.gap_split([1, 2], ["a", "b"]) == (None, 1)
    assert honesty.gap_split([], []) == (None, None)
    assert honesty.gap_split([1, 5], ["a", "b"], ["x", "x"]) == (None, None)


parts = some.lists(votes, min_size=1, max_size=6)


@given(parts)
def test_the_equal_weight_agrees_with_the_oracle(
    oracle: ModuleType, parts: list[list[float]]
) -> None:
    ours = honesty.equal_parts(parts)
    theirs = oracle.equal_sector(parts)
    assert (ours.mean, ours.low, ours.high, ours.people) == pytest.approx(theirs, abs=1e-9)


@given(some.lists(some.floats(-10, 10, allow_nan=False), min_size=1, max_size=40))
def test_the_change_of_returning_people_agrees_with_the_oracle(
    oracle: ModuleType, differences: list[float]
) -> None:
    ours = honesty.returning_change(differences)
    theirs = oracle.returning_change(differences)
    assert (ours.mean, ours.p_fall, ours.p_rise) == pytest.approx(theirs, abs=1e-9)


@given(some.lists(some.integers(1, 500), min_size=1, max_size=40))
def test_effective_people_agree_with_the_oracle(oracle: ModuleType, counts: list[int]) -> None:
    assert honesty.effective(counts) == pytest.approx(oracle.kish(counts), abs=1e-9)


def test_what_cannot_be_reckoned_is_refused() -> None:
    for refused in (
        lambda: honesty.interval([]),
        lambda: honesty.equal_parts([]),
        lambda: honesty.equal_parts([[5.0], []]),
        lambda: honesty.returning_change([]),
        lambda: honesty.kitagawa({}, {"a": [1.0]}),
    ):
        with pytest.raises(ValueError, match=r"\.$"):
            refused()


@given(
    some.dictionaries(some.sampled_from("abcd"), votes, min_size=1),
    some.dictionaries(some.sampled_from("abcd"), votes, min_size=1),
)
def test_the_two_sides_of_a_change_add_up_to_it(
    before: dict[str, list[float]], after: dict[str, list[float]]
) -> None:
    def mean(time: dict[str, list[float]]) -> float:
        every = [vote for group in time.values() for vote in group]
        return sum(every) / len(every)

    parted = honesty.kitagawa(before, after)
    whole = mean(after) - mean(before)
    assert parted.seen_differently + parted.other_people == pytest.approx(whole, abs=1e-9)


def test_other_people_speaking_is_told_from_people_seeing_it_differently() -> None:
    """Nobody changes their mind; the frontline, who put it lower, speak more."""
    parted = honesty.kitagawa(
        {"frontline": [2, 2], "leadership": [8, 8]}, {"frontline": [2] * 6, "leadership": [8, 8]}
    )
    assert parted.seen_differently == 0 and parted.other_people == pytest.approx(-1.5)


def page_of(*rows: tuple[int, float, float, int, float, float]) -> pd.DataFrame:
    columns = ["people", "mean", "spread", "people_before", "mean_before", "spread_before"]
    return pd.DataFrame(list(rows), columns=columns)


def test_a_clear_fall_of_those_who_returned_is_worth_asking_about() -> None:
    still = [(8, 0.0, 10.0, 0, 0.0, 0.0)] * 10
    asked = honesty.worth_asking(page_of((10, -4.0, 5.0, 0, 0.0, 0.0), *still)).asked
    assert asked.tolist() == ["slipping"] + ["not enough to tell"] * 10
    risen = honesty.worth_asking(page_of((10, 4.0, 5.0, 0, 0.0, 0.0), *still)).asked
    assert risen[0] == "maturing"


def test_a_fall_is_asked_about_only_where_enough_returned_and_it_is_a_point() -> None:
    few = honesty.worth_asking(page_of((4, -9.0, 0.0, 0, 0.0, 0.0))).asked
    small = honesty.worth_asking(page_of((400, -0.9, 5.0, 0, 0.0, 0.0))).asked
    assert few[0] == small[0] == "not enough to tell"


def test_a_smaller_fall_is_asked_about_when_it_is_there_twice_running() -> None:
    once, twice = (7, -2.0, 10.0, 0, 0.0, 0.0), (7, -2.0, 10.0, 7, -2.0, 10.0)
    still = [(8, 0.0, 10.0, 8, 0.0, 10.0)] * 53
    assert honesty.worth_asking(page_of(once, *still)).asked[0] == "not enough to tell"
    assert honesty.worth_asking(page_of(twice, *still)).asked[0] == "slipping"
    back = (7, -2.0, 10.0, 7, 2.0, 10.0)
    assert honesty.worth_asking(page_of(back, *still)).asked[0] == "not enough to tell"


def test_among_many_cells_a_fall_must_be_clearer() -> None:
    """The share of false questions is held over the page and not in each cell alone."""
    fall = (8, -2.2, 10.0, 0, 0.0, 0.0)
    assert honesty.worth_asking(page_of(fall)).asked[0] == "slipping"
    still = [(8, 0.0, 10.0, 0, 0.0, 0.0)] * 53
    assert honesty.worth_asking(page_of(fall, *still)).asked[0] == "not enough to tell"
