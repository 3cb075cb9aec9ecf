"""What may be claimed of a few people's perceptions: a range, a gap, a change worth asking about.

One person, one vote: every function takes one number a person, their mean where they said more.
Ranges follow Smyth (2004), with a prior that never changes, so that a figure recomputes to itself
whatever else is on the page. Strengths are in points from 0 to 10.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal

import pandas as pd

#: By which rules the figures are reckoned: another number when a rule changes what is shown.
RULES = "1"
#: Below this many people a cell shows only how many spoke.
ENOUGH_PEOPLE = 5
#: From this average gap on, a middle would describe nobody.
SEEN_TWO_WAYS = 5.0
#: The prior: as if four people had spread by three points on a scale of 0 to 10.
PRIOR_PEOPLE = 4
PRIOR_SPREAD = 3.0


#: The least change of mean that is worth a question, in points.
A_CHANGE = 1.0
#: The share of false alarms that a page may hold among its questions, and a cell's own level.
FALSE_SHARE, ONE_SIDED = 0.10, 0.05

State = Literal["unheard", "few", "split", "range"]
Asked = Literal["slipping", "maturing", "not enough to tell"]


@dataclass(frozen=True)
class Range:
    """A mean and the 90% interval around it, in points of the scale."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Equal:
    """What is heard when each part has the same weight, and as how many people that is."""

    mean: float
    low: float
    high: float
    people: float


@dataclass(frozen=True)
class Change:
    """The mean change of returning people, and how surprising a fall or a rise it would be."""

    mean: float
    p_fall: float
    p_rise: float


@dataclass(frozen=True)
class Mix:
    """A change of mean, parted into people seeing it differently and other people speaking."""

    seen_differently: float
    other_people: float


def interval(votes: Sequence[float], level: float = 0.9, top: float = 10.0) -> Range:
    """The mean of one vote per person and its interval on a scale from 0 to `top`.

    Refuses no votes at all. Below `ENOUGH_PEOPLE` it is for reckoning with, not for showing.
    """
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


def equal_parts(groups: Sequence[Sequence[float]], level: float = 0.9, top: float = 10.0) -> Equal:
    """The mean of the groups' means with its interval, and Kish's effective number of people.

    Refuses an empty group: who was not heard is listed, never imputed.
    """
    if not groups or not all(groups):
        raise ValueError("Each part needs at least one vote.")
    means = [math.fsum(votes) / len(votes) for votes in groups]
    spreads = [
        math.fsum((vote - mean) ** 2 for vote in votes)
        for votes, mean in zip(groups, means, strict=True)
    ]
    return equal_parts_of([len(votes) for votes in groups], means, spreads, level, top)


def equal_parts_of(
    people: Sequence[int],
    means: Sequence[float],
    spreads: Sequence[float],
    level: float = 0.9,
    top: float = 10.0,
) -> Equal:
    """The same from each group's count, mean and squared deviations about it.

    With S groups of m people, a = s²/(m·S²) for the s² of `interval_of`; the variance is Σ a on
    (Σ a)² / Σ (a²/(m + 3)) degrees of freedom (Satterthwaite 1946); people = S² / Σ (1/m)
    (Kish 1965).
    """
    prior = PRIOR_PEOPLE * (PRIOR_SPREAD * top / 10) ** 2
    freedoms = [PRIOR_PEOPLE + count - 1 for count in people]
    shares = [
        (prior + spread) / freedom / count / len(people) ** 2
        for count, spread, freedom in zip(people, spreads, freedoms, strict=True)
    ]
    variance = math.fsum(shares)
    freedom = variance**2 / math.fsum(
        share**2 / own for share, own in zip(shares, freedoms, strict=True)
    )
    middle = math.fsum(means) / len(people)
    half = t_quantile(0.5 + level / 2, freedom) * math.sqrt(variance)
    alike = len(people) ** 2 / math.fsum(1 / count for count in people)
    return Equal(middle, max(0.0, middle - half), min(top, middle + half), alike)


def returning_change(differences: Sequence[float]) -> Change:
    """The mean of now minus then, one difference a returning person, with two one-sided p-values.

    t = d̄ / (s/√k) on k + 3 degrees of freedom, s² = (4·9 + SS)/(k + 3). Refuses nobody at all;
    a page asks only from `ENOUGH_PEOPLE` returning people on.
    """
    if not differences:
        raise ValueError("A change needs at least one returning person.")
    mean = math.fsum(differences) / len(differences)
    spread = math.fsum((value - mean) ** 2 for value in differences)
    return change_of(len(differences), mean, spread)


def change_of(people: int, mean: float, spread: float) -> Change:
    """The change from a count, a mean and the squared deviations about it."""
    freedom = PRIOR_PEOPLE + people - 1
    error = math.sqrt((PRIOR_PEOPLE * PRIOR_SPREAD**2 + spread) / freedom / people)
    fall = _t_cumulative(mean / error, freedom)
    return Change(mean, fall, 1 - fall)


def worth_asking(table: pd.DataFrame) -> pd.DataFrame:
    """The table with what is `asked` of each of its cells: slipping, maturing, or not enough.

    A row a cell of one page. `people`, `mean` and `spread` are of the differences between now and
    the reference, of those who spoke both times; `people_before`, `mean_before` and
    `spread_before` of the same a period earlier (0 people where there is none). A cell is worth
    a question where at least five returned, the mean moved by at least a point, and either
    Benjamini and Hochberg (1995) let it through at a false share of 0.10 over the page's cells, or
    its own p was below 0.05 in both periods. Anything else is “not enough to tell”.
    """
    now = _changes(table.people, table["mean"], table.spread)
    before = _changes(table.people_before, table.mean_before, table.spread_before)
    asked: list[Asked] = ["not enough to tell"] * len(table)
    sides: tuple[tuple[Asked, int], ...] = (("slipping", -1), ("maturing", 1))
    for name, way in sides:
        passed = _discoveries([_p(change, way) for change in now])
        for place, (change, earlier) in enumerate(zip(now, before, strict=True)):
            twice = _p(change, way) < ONE_SIDED and _p(earlier, way) < ONE_SIDED
            moved_twice = twice and _moved(earlier, way)
            if _moved(change, way) and (passed[place] or moved_twice):
                asked[place] = name
    return table.assign(asked=asked)


def _changes(
    people: Sequence[int], means: Sequence[float], spreads: Sequence[float]
) -> list[Change | None]:
    return [
        change_of(int(count), mean, spread) if count >= ENOUGH_PEOPLE else None
        for count, mean, spread in zip(people, means, spreads, strict=True)
    ]


def _p(change: Change | None, way: int) -> float:
    return 1.0 if change is None else change.p_fall if way < 0 else change.p_rise


def _moved(change: Change | None, way: int) -> bool:
    return change is not None and way * change.mean >= A_CHANGE


def _discoveries(values: Sequence[float]) -> list[bool]:
    """Which p-values Benjamini and Hochberg let through, among the cells that can be judged."""
    judged_ = sorted(value for value in values if value < 1)
    bound = max(
        (
            value
            for place, value in enumerate(judged_, start=1)
            if value <= FALSE_SHARE * place / len(judged_)
        ),
        default=-1.0,
    )
    return [value <= bound for value in values]


def kitagawa(before: Mapping[str, Sequence[float]], after: Mapping[str, Sequence[float]]) -> Mix:
    """The change of the mean from before to after, parted over parts (Kitagawa 1955).

    Refuses a time in which nobody spoke.
    """
    sides = [
        {part: (len(votes), math.fsum(votes) / len(votes)) for part, votes in time.items() if votes}
        for time in (before, after)
    ]
    return kitagawa_of(*sides)


def kitagawa_of(
    before: Mapping[str, tuple[int, float]], after: Mapping[str, tuple[int, float]]
) -> Mix:
    """The same from each part's count of people and mean.

    Σ w̄·(x̄₁ - x̄₀) is people seeing it differently, Σ x̄̄·(w₁ - w₀) a different mix of people, with
    w a part's share of the people and bars the average of both times; the two add up to the whole
    change. A part heard in one time only has no mean to compare: all of it is the mix.
    """
    counts = [sum(count for count, _ in time.values()) for time in (before, after)]
    if not all(counts):
        raise ValueError("Somebody must have spoken in both times.")
    seen, mix = [], []
    for part in {**before, **after}:
        people, mean = before[part] if part in before else (0, after[part][1])
        people_then, mean_then = after[part] if part in after else (0, before[part][1])
        share, share_then = people / counts[0], people_then / counts[1]
        seen.append((share + share_then) / 2 * (mean_then - mean))
        mix.append((mean + mean_then) / 2 * (share_then - share))
    return Mix(math.fsum(seen), math.fsum(mix))


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


def weighed(table: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """The judged table with each cell's mean, low and high where every sector has equal weight.

    `groups` is the answer to queries/behaviours_by_sector.sql. A cell that one sector alone has
    filled stays as it is.
    """
    cells = {key: rows for key, rows in groups.groupby(["behaviour", "part"]) if len(rows) > 1}
    drawn = [
        equal_parts_of(
            rows.voters.tolist(), rows["mean"].tolist(), rows.spread.tolist()
        )
        if state_ == "range" and (rows := cells.get((behaviour, part))) is not None
        else Range(mean, low, high)
        for behaviour, part, state_, mean, low, high in zip(
            table.behaviour, table.part, table.state, table["mean"], table.low, table.high,
            strict=True,
        )
    ]  # fmt: skip
    return table.assign(
        mean=[one.mean for one in drawn],
        low=[one.low for one in drawn],
        high=[one.high for one in drawn],
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
    while low < (middle := (low + high) / 2) < high:
        if _t_cumulative(middle, freedom) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _t_cumulative(t: float, freedom: float) -> float:
    tail = _regularised_beta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2
    return 1 - tail if t > 0 else tail


def _regularised_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by whichever of its two ends is nearer."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x >= (a + 1) / (a + b + 2):
        return 1 - _from_below(b, a, 1 - x)
    return _from_below(a, b, x)


def _from_below(a: float, b: float, x: float) -> float:
    """The function by its continued fraction (Lentz's method), quick below its mean."""
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
