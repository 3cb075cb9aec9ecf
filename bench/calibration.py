"""Whether the pictures' claims hold: simulated rooms against what is said of them.

`python -m bench.calibration` prints the table that stands in the README, in some minutes;
tests/test_calibration.py runs a short form of the same at each test run. Everything is seeded.

A room is drawn from one of nine shapes of answers on a scale from 0 to 10. People repeat
themselves (their notes are alike by an intraclass correlation), and keen people, who see more of
a behaviour, write more about it. What is claimed must hold for the mean over people.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mirror import honesty

Figures = NDArray[np.float64]

SEED = 20261125
#: Weights of the answers 0 to 10: bunched at an end or in the middle, leaning, in two camps, with
#: many zeros, heaped on round figures, and near agreement with a few who dissent.
SHAPES: dict[str, tuple[float, ...]] = {
    "near the floor": (28, 20, 16, 12, 8, 6, 4, 3, 2, 1, 0),
    "near the ceiling": (0, 1, 2, 3, 4, 6, 8, 12, 16, 20, 28),
    "about the middle": (0.9, 2.7, 6.5, 12.1, 17.5, 20, 17.5, 12.1, 6.5, 2.7, 0.9),
    "leaning low": (6, 12, 20, 20, 15, 10, 7, 5, 3, 1.5, 0.5),
    "leaning high": (0.5, 1.5, 3, 4, 6, 9, 13, 21, 24, 13, 5),
    "two camps": (3.1, 10.8, 16.4, 10.8, 3.2, 2.2, 4.4, 13.2, 20, 13.2, 3.8),
    "many zeros": (35, 0.2, 1.1, 4.3, 11.4, 20.3, 16.2, 8.9, 2.9, 0.6, 0.1),
    "heaped": (7, 1, 3, 8, 4, 22, 6, 18, 20, 3, 8),
    "a few dissent": (0, 3, 5, 2, 0, 0, 2, 10, 68, 8, 2),
}
PEOPLE = (3, 5, 8, 15, 30)
ALIKE = (0.0, 0.2, 0.35, 0.5)
#: A place: parts with so many people each, of whom so many come each time.
PARTS, BEHAVIOURS, TIMES, COME = 6, 9, 8, 0.6
LAYOUTS = ((8, 8, 8), (20, 4, 2), (12, 5, 5, 2), (10, 1, 1), (6, 6), (15, 10, 3, 3, 1))


@dataclass(frozen=True)
class Shape:
    """A shape of answers: its mean, and where the normal scale is cut into answers."""

    weights: Figures
    cuts: Figures

    @property
    def mean(self) -> float:
        """The mean answer."""
        return float(self.weights @ np.arange(11))

    @property
    def gap(self) -> float:
        """The average distance between two people."""
        apart = np.abs(np.subtract.outer(np.arange(11), np.arange(11)))
        return float(self.weights @ apart @ self.weights)

    def answers(self, latent: Figures) -> Figures:
        """The answers of people who stand there on the normal scale."""
        return np.searchsorted(self.cuts, latent).astype(float)


def shape(name: str) -> Shape:
    """The shape of this name."""
    weights = np.array(SHAPES[name], dtype=float)
    weights /= weights.sum()
    below = np.clip(np.cumsum(weights)[:-1], 1e-12, 1 - 1e-12)
    return Shape(weights, np.array([NormalDist().inv_cdf(share) for share in below]))


@dataclass(frozen=True)
class Measured:
    """A claim beside what was measured; `error` is what the simulation may be out by."""

    claim: str
    claimed: float
    at_least: bool
    measured: float
    error: float
    where: str = ""

    @property
    def holds(self) -> bool:
        """Whether the claim holds, as far as the simulation can tell."""
        if self.at_least:
            return self.measured >= self.claimed - 3 * self.error
        return self.measured <= self.claimed + 3 * self.error


def votes(
    drawn: Shape, rooms: int, people: int, alike: float, keen: bool, rng: np.random.Generator
) -> Figures:
    """One vote a person in each of so many rooms: the mean of what they wrote."""
    most = 12
    own = rng.standard_normal((rooms, people))
    eager = 1.5 * np.exp(0.8 * own - 0.32) if keen else rng.gamma(0.8, 1.875, (rooms, people))
    notes = np.minimum(1 + rng.poisson(eager), most)
    said = rng.standard_normal((rooms, people, most))
    latent = math.sqrt(alike) * own[:, :, None] + math.sqrt(1 - alike) * said
    answers = drawn.answers(latent)
    written = np.arange(most) < notes[:, :, None]
    means: Figures = (answers * written).sum(2) / notes
    return means


def covered(rows: Figures, truth: float) -> float:
    """How often the 90% range holds the truth."""
    people = rows.shape[1]
    mean = rows.mean(1)
    spread = ((rows - mean[:, None]) ** 2).sum(1)
    freedom = honesty.PRIOR_PEOPLE + people - 1
    prior = honesty.PRIOR_PEOPLE * honesty.PRIOR_SPREAD**2
    half = honesty.t_quantile(0.95, freedom) * np.sqrt((prior + spread) / freedom / people)
    low, high = np.maximum(mean - half, 0), np.minimum(mean + half, 10)
    return float(np.mean((low <= truth + 1e-9) & (truth - 1e-9 <= high)))


def ranges(rooms: int) -> Iterator[Measured]:
    """How often the 90% range holds the truth, by the number of people, in the worst shape."""
    rng = np.random.default_rng(SEED)
    for people in PEOPLE:
        worst, where = 2.0, ""
        for name in SHAPES:
            drawn = shape(name)
            for alike in ALIKE:
                for keen in (False, True):
                    share = covered(votes(drawn, rooms, people, alike, keen, rng), drawn.mean)
                    if share < worst:
                        worst = share
                        where = f"{name}, notes alike by {alike:g}{', keen writers' * keen}"
        error = math.sqrt(0.09 / rooms)
        told = f"The 90% range of {people} people holds the truth, at worst"
        yield Measured(told, 0.90, True, worst, error, where)


def gaps(rooms: int) -> Iterator[Measured]:
    """How far the average gap of five people is out, in the mean, in the worst shape."""
    rng = np.random.default_rng(SEED + 1)
    out, where = 0.0, ""
    for name in SHAPES:
        drawn = shape(name)
        rows = np.sort(drawn.answers(rng.standard_normal((rooms, 5))), axis=1)
        found = rows @ (2 * np.arange(5) - 4) * 2 / 20
        bias = abs(float(found.mean()) - drawn.gap)
        if bias > out:
            out, where = bias, name
    error = 1.2 / math.sqrt(rooms)
    yield Measured("The gap of 5 people is out by, in points, at worst", 0.05, False, out, error,
                   where)  # fmt: skip


def equal_weights(rooms: int) -> Iterator[Measured]:
    """How often the equal-weight range holds the truth, in the worst layout and shape."""
    rng = np.random.default_rng(SEED + 2)
    worst, where = 2.0, ""
    for layout in LAYOUTS:
        for name in SHAPES:
            for apart in (0.0, 0.8):
                drawn = shape(name)
                # Parts that stand apart: each is moved along the normal scale by its own step.
                steps = apart * np.linspace(-1, 1, len(layout))
                truth = float(np.mean([_moved_mean(drawn, step) for step in steps]))
                hits = 0
                for _ in range(rooms):
                    groups = [
                        drawn.answers(rng.standard_normal(people) + step).tolist()
                        for people, step in zip(layout, steps, strict=True)
                    ]
                    found = honesty.equal_parts(groups)
                    hits += found.low - 1e-9 <= truth <= found.high + 1e-9
                if hits / rooms < worst:
                    worst = hits / rooms
                    where = f"{name}, parts of {'+'.join(map(str, layout))}"
    yield Measured("The equal-weight range holds the truth, at worst", 0.88, True, worst,
                   math.sqrt(0.09 / rooms), where)  # fmt: skip


def _moved_mean(drawn: Shape, step: float) -> float:
    """The mean answer of people who stand a step further along the normal scale."""
    edges = [0.0, *(NormalDist().cdf(cut - step) for cut in drawn.cuts), 1.0]
    return float(np.diff(edges) @ np.arange(11))


def questions(pages: int) -> Iterator[Measured]:
    """How many false questions a page of 54 cells raises a period, without and with turnover."""
    for turnover in (False, True):
        rng = np.random.default_rng(SEED + 3)
        raised = [sum(_false_questions(turnover, rng)) for _ in range(pages)]
        periods = TIMES - 1
        each = np.array(raised) / periods
        told = "False questions on a page of 54 cells a period" + ", with turnover" * turnover
        yield Measured(told, 0.12, False, float(each.mean()),
                       float(each.std() / math.sqrt(pages)))  # fmt: skip


def _false_questions(turnover: bool, rng: np.random.Generator) -> Iterator[int]:
    """How many cells are asked about in each period after the first, though no mind changed."""
    names = list(SHAPES)
    cells = []
    for part in range(PARTS):
        people = int(rng.integers(6, 21))
        here = rng.random((TIMES, people)) < COME
        if turnover:
            # Half of them leave after the third time, and others come in their place.
            leaves = rng.random(people) < 0.5
            here[3:, leaves] = False
        for behaviour in range(BEHAVIOURS):
            drawn = shape(names[(part + behaviour) % len(names)])
            own = rng.standard_normal(people)
            said = math.sqrt(0.5) * own + math.sqrt(0.5) * rng.standard_normal((TIMES, people))
            cells.append(np.where(here, drawn.answers(said), np.nan))
    before = [(0, 0.0, 0.0)] * len(cells)
    for time in range(1, TIMES):
        now = [_difference(cell[time] - cell[0]) for cell in cells]
        page = pd.DataFrame(
            [one + other for one, other in zip(now, before, strict=True)],
            columns=["people", "mean", "spread", "people_before", "mean_before", "spread_before"],
        )
        yield int((honesty.worth_asking(page).asked != "not enough to tell").sum())
        before = now


def _difference(changes: Figures) -> tuple[int, float, float]:
    """How many returned, their mean change, and the squared deviations about it."""
    returned = changes[~np.isnan(changes)]
    if not len(returned):
        return 0, 0.0, 0.0
    mean = float(returned.mean())
    return len(returned), mean, float(((returned - mean) ** 2).sum())


def everything(size: int) -> Iterator[Measured]:
    """Every claim beside its measure; `size` 100 is the full form."""
    yield from ranges(200 * size)
    yield from gaps(2_000 * size)
    yield from equal_weights(max(5 * size, 40))
    yield from questions(4 * size)


def main() -> None:
    """Print the table; exit with 1 where a claim does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibration", description=__doc__)
    parser.add_argument("--size", type=int, default=100, help="100 is the full form")
    size = parser.parse_args().size
    print("| what is claimed | claimed | measured | where it is so |")
    print("|---|---|---|---|")
    failed = False
    for one in everything(size):
        sign = "≥" if one.at_least else "≤"
        print(
            f"| {one.claim} | {sign} {one.claimed:.2f} | {one.measured:.3f} ± {one.error:.3f} | "
            f"{one.where} |",
            flush=True,
        )
        failed |= not one.holds
    if failed:
        raise SystemExit("A claim does not hold.")


if __name__ == "__main__":
    main()
