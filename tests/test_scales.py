"""A score keeps its place between the two ends of its scale, and what has none is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirror import scales
from mirror.scales import Scale


@pytest.mark.parametrize(
    ("scale", "value", "strength"),
    [
        (Scale(1, 5), "1", "0"),
        (Scale(1, 5), "3", "5"),
        (Scale(1, 5), "4,5", "8.75"),
        (Scale(1, 7), "7", "10"),
        (Scale(1, 7), "2", "1.66667"),
        (Scale(1, 10), "1", "0"),
        (Scale(0, 10), "7", "7"),
        (Scale(0, 10), "+7.5", "7.5"),
        (Scale(0, 100), "80%", "8"),
        (Scale(0, 100), "12.5 %", "1.25"),
        (Scale(1, 5, reversed=True), "1", "10"),
        (Scale(1, 5, reversed=True), "5", "0"),
        (Scale(-2, 2), "-1", "2.5"),
    ],
)
def test_a_score_is_brought_to_nought_to_ten(scale: Scale, value: str, strength: str) -> None:
    assert scale.strength(value) == strength


def test_a_word_is_worth_its_step_whatever_its_case() -> None:
    scale = scales.look(["Agree", "strongly disagree", "Neutral"]).suggested
    answers = ["strongly disagree", "Disagree", "NEUTRAL", "agree", "Strongly agree"]
    assert [scale.strength(answer) for answer in answers] == ["0", "2.5", "5", "7.5", "10"]


@pytest.mark.parametrize("value", ["11", "-1", "0", "5.0001", "1e1", ".5", "5.", "0x5", "1_0", "²"])
def test_a_figure_that_the_scale_does_not_hold_says_so_and_is_no_number(value: str) -> None:
    told = Scale(1, 5).strength(value)
    assert told == f"{value} (on a scale from 1 to 5)"
    with pytest.raises(ValueError, match="could not convert"):
        float(told)


@pytest.mark.parametrize("value", ["seven", "", "fairly", "=A1", "−3 or so"])
def test_a_word_that_no_scale_knows_is_passed_on_as_it_stands(value: str) -> None:
    passed = Scale(1, 5).strength(value)
    assert passed.startswith(value)
    assert passed == value or passed.endswith("(on a scale from 1 to 5)")


@pytest.mark.parametrize(
    ("values", "ends", "said"),
    [
        (["0%", "55%"], (0, 100), "percentages"),
        (["0", "3", "10"], (0, 10), "numbers from 0 to 10"),
        (["never", "Often"], (0, 4), "words from “never” to “always”"),
        (["No", "partly"], (0, 2), "words from “no” to “yes”"),
        ([], (0, 10), "no numbers"),
    ],
)
def test_a_column_that_allows_one_scale_only_is_settled(
    values: list[str], ends: tuple[float, float], said: str
) -> None:
    column = scales.look(values)
    assert column.settled
    assert (column.suggested.low, column.suggested.high) == ends
    assert column.said == said


@pytest.mark.parametrize(
    ("values", "ends", "said"),
    [
        (["1", "4"], (1, 5), "numbers from 1 to 4"),
        (["2", "7"], (1, 7), "numbers from 2 to 7"),
        (["3", "9"], (1, 10), "numbers from 3 to 9"),
        (["0", "5"], (0, 5), "numbers from 0 to 5"),
        (["12", "88.5"], (1, 100), "numbers from 12 to 88.5"),
        (["1", "5008"], (0, 10), "numbers from 1 to 5008"),
        (["often", "3"], (0, 4), "words from “never” to “always”"),
        (["fairly", "hardly"], (0, 10), "no numbers"),
    ],
)
def test_any_other_column_has_a_suggestion_and_is_asked(
    values: list[str], ends: tuple[float, float], said: str
) -> None:
    column = scales.look(values)
    assert not column.settled
    assert (column.suggested.low, column.suggested.high) == ends
    assert column.said == said


@given(
    low=st.integers(-10, 10), width=st.integers(1, 100), step=st.integers(0, 100),
    turned=st.booleans(),
)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_a_scale_turned_round_mirrors_every_score(
    low: int, width: int, step: int, turned: bool
) -> None:
    scale = Scale(low, low + width, turned)
    other = Scale(low, low + width, not turned)
    score = str(low + min(step, width))
    told = float(scale.strength(score))
    assert 0 <= told <= 10
    assert told + float(other.strength(score)) == pytest.approx(10)


@given(value=st.text(max_size=12), scale=st.sampled_from([Scale(), Scale(1, 5), Scale(0, 100)]))
@settings(max_examples=300, deadline=None)
def test_nothing_passes_for_a_number_that_is_not_on_the_scale(value: str, scale: Scale) -> None:
    told = scale.strength(value)
    try:
        number = float(told)
    except ValueError:
        return
    assert 0 <= number <= 10 or number != number or abs(number) == float("inf")
