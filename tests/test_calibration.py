"""What the pictures claim of a few people holds in simulated rooms; the full form is in bench/."""

from __future__ import annotations

import pytest

from bench import calibration
from mirror import honesty


@pytest.fixture(scope="module")
def measured() -> list[calibration.Measured]:
    return list(calibration.everything(size=5))


def test_every_claim_holds_as_far_as_the_simulation_can_tell(
    measured: list[calibration.Measured],
) -> None:
    assert [one for one in measured if not one.holds] == []


def test_every_claim_of_the_readme_is_measured(measured: list[calibration.Measured]) -> None:
    claims = " ".join(one.claim for one in measured)
    for people in calibration.PEOPLE:
        assert f"of {people} people" in claims
    assert "with turnover" in claims and "equal-weight" in claims and "gap" in claims


def test_a_narrower_range_would_be_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite can fail: a prior of half the spread does not hold the truth often enough."""
    monkeypatch.setattr(honesty, "PRIOR_SPREAD", 0.5)
    assert not all(one.holds for one in calibration.ranges(1_000))


def test_a_question_at_every_fall_would_be_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(honesty, "FALSE_SHARE", 1.0)
    assert not all(one.holds for one in calibration.questions(8))
