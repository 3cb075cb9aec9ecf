"""What may be claimed of a few people's perceptions: a range, and how far apart they are.

Formulas after Smyth (2004), with a prior that never changes, so that a figure recomputes
to itself whatever else is on the page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal

import pandas as pd

#: Below this many people a cell shows only how many spoke.
ENOUGH_PEOPLE = 5
#: From this average gap on, a middle would describe nobody.
SEEN_TWO_WAYS = 5.0
#: The prior: as if four people had spread by three points on a scale of 0 to 10.
PRIOR_PEOPLE = 4
PRIOR_SPREAD = 3.0


State = Literal["unheard", "few", "split", "range"]


@dataclass(frozen=True)
class Range:
    """A mean and the 90% interval around it, in points of the scale."""

    mean: float
    low: float
    high: float


def interval(votes: Sequence[float], level: float = 0.9, top: float = 10.0) -> Range:
    """The mean of one vote per person and its interval on a scale from 0 to `top`."""
    if not votes:
        raise ValueError("An interval needs at least one vote.")
    mean = math.fsum(votes) / len(votes)
    spread = math.fsum((vote - mean) ** 2 for vote in votes)
    return interval_of(len(votes), mean, spread, level, top)


def interval_of(
    people: int, mean: float, spread: float, level: float = 0.9, top: float = 10.0
) -> Range:
    """The interval from a count, a mean and the squared deviations about it.

    s² = (4·9 + spread) / (people + 3); half-width = t[people + 3] · s / √people, clipped to
    the scale. The prior's spread shrinks with `top`, which is 10 for strength, 5 for trust.
    """
    freedom = PRIOR_PEOPLE + people - 1
    prior = PRIOR_PEOPLE * (PRIOR_SPREAD * top / 10) ** 2
    half = t_quantile(0.5 + level / 2, freedom) * math.sqrt((prior + spread) / freedom / people)
    return Range(mean, max(0.0, mean - half), min(top, mean + half))


def gap(votes: Sequence[float]) -> float | None:
    """The average distance between two people's votes, in points; None below two people."""
    people = len(votes)
    if people < 2:
        return None
    ordered = sorted(votes)
    weighted = math.fsum((2 * place - people + 1) * vote for place, vote in enumerate(ordered))
    return 2 * weighted / (people * (people - 1))


def gap_split(
    votes: Sequence[float], parts: Sequence[str], people: Sequence[str] | None = None
) -> tuple[float | None, float | None]:
    """The average distance between two people of the same part, and of different parts, in points.

    One vote a person and part; `people` says whose each is where somebody speaks of several parts,
    so that nobody is paired with themselves. None where there is no such pair.
    """
    who = people if people is not None else [str(place) for place in range(len(votes))]
    pairs = [
        (part == other_part, abs(vote - other))
        for (vote, part, one), (other, other_part, two) in combinations(
            zip(votes, parts, who, strict=True), 2
        )
        if one != two
    ]
    same = [apart for alike, apart in pairs if alike]
    different = [apart for alike, apart in pairs if not alike]
    return _mean(same), _mean(different)


def effective(counts: Sequence[float]) -> float:
    """As how many people would be heard if all wrote equally much: (Σ r)² / Σ r² (Kish 1965)."""
    return math.fsum(counts) ** 2 / math.fsum(count * count for count in counts) if counts else 0.0


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None


def judged(table: pd.DataFrame, top: float = 10.0) -> pd.DataFrame:
    """The table with each row's `state`, and its `low` and `high` where a range may be shown.

    Takes people, voters, mean, spread and gap; gives back neither a mean nor a spread that the
    number of people cannot carry.
    """
    states, ranges = [], []
    for people, voters, mean, spread, gap_ in zip(
        table.people, table.voters, table["mean"], table.spread, table.gap, strict=True
    ):
        states.append(state(people, voters, None if pd.isna(gap_) else gap_))
        ranges.append(interval_of(voters, mean, spread, top=top) if states[-1] == "range" else None)
    return table.drop(columns=["mean", "spread"]).assign(
        state=states,
        mean=[drawn.mean if drawn else math.nan for drawn in ranges],
        low=[drawn.low if drawn else math.nan for drawn in ranges],
        high=[drawn.high if drawn else math.nan for drawn in ranges],
    )


def state(people: int, voters: int, gap: float | None) -> State:
    """What a cell may show: nothing heard, only how many spoke, two views, or a range."""
    if people == 0:
        return "unheard"
    if voters < ENOUGH_PEOPLE:
        return "few"
    return "split" if gap is not None and gap >= SEEN_TWO_WAYS else "range"


def shade(mean: float, shades: int, top: float = 10.0) -> int:
    """Which of so many equal steps of the scale a mean falls in, from 0."""
    return min(int(round(mean * shades / top, 9)), shades - 1)


@cache
def t_quantile(probability: float, freedom: float) -> float:
    """The quantile of Student's t, by bisection to the last bit."""
    low, high = -1e3, 1e3
    for _ in range(200):
        middle = (low + high) / 2
        if _t_cumulative(middle, freedom) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _t_cumulative(t: float, freedom: float) -> float:
    tail = _regularised_beta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2
    return 1 - tail if t > 0 else tail


def _regularised_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function by its continued fraction (Lentz's method)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x >= (a + 1) / (a + b + 2):
        return 1 - _regularised_beta(b, a, 1 - x)
    tiny = 1e-300
    numerator = 1.0
    denominator = 1 / max(1 - (a + b) * x / (a + 1), tiny)
    fraction = denominator
    for step in range(1, 500):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for term in (even, odd):
            denominator = 1 / _away_from_zero(1 + term * denominator, tiny)
            numerator = _away_from_zero(1 + term / numerator, tiny)
            fraction *= numerator * denominator
        if abs(numerator * denominator - 1) < 1e-15:
            break
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(log_front + a * math.log(x) + b * math.log1p(-x)) * fraction / a


def _away_from_zero(value: float, tiny: float) -> float:
    return value if abs(value) > tiny else tiny
