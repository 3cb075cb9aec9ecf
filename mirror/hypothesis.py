"""The article's hypothesis about timing: where each quarter stands, and what speaks against it.

It says that talk about the behaviours can become more open as work and relationships mature.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from mirror import honesty

#: The tops of the two scales, each counted from its lowest step.
TRUST_TOP, OVERTNESS_TOP = 5.0, 3.0
#: Two quarters that differ by less than this, in steps, do not differ here.
A_DIFFERENCE = 0.25


@dataclass(frozen=True)
class Against:
    """Two neighbouring times of which trust and openness moved in opposite directions."""

    before: pd.Timestamp
    after: pd.Timestamp
    trust_grew: bool


def points(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each time: trust and openness side by side, with how many people each.

    `table` is the answer to queries/timing.sql. A mean stands only where `ENOUGH_PEOPLE` carry
    it; `placed` says whether both do. Openness counts from 1, as people choose it.
    """
    sides = {
        signal: honesty.judged(table[table.signal == signal], top).set_index("stretch")
        for signal, top in (("trust", TRUST_TOP), ("overtness", OVERTNESS_TOP))
    }
    trust, openness = sides["trust"], sides["overtness"]
    steps = openness[["step_1", "step_2", "step_3", "step_4"]]
    return pd.DataFrame(
        {
            "months": trust.months,
            "trust": trust["mean"], "trust_low": trust.low, "trust_high": trust.high,
            "trust_people": trust.people,
            "open": openness["mean"] + 1, "open_low": openness.low + 1,
            "open_high": openness.high + 1, "open_people": openness.people,
            **steps,
            "placed": trust["mean"].notna() & openness["mean"].notna(),
        }
    ).reset_index()  # fmt: skip


def against(placed: pd.DataFrame) -> Iterator[Against]:
    """The neighbouring times that speak against it: trust moved one way, openness the other."""
    for one, then in pairwise(placed[placed.placed].itertuples()):
        trust, openness = then.trust - one.trust, then.open - one.open
        if min(abs(trust), abs(openness)) >= A_DIFFERENCE and (trust > 0) != (openness > 0):
            yield Against(one.stretch, then.stretch, trust > 0)


def early_voices(times: pd.DataFrame) -> pd.DataFrame:
    """The times of little trust in which somebody talked about the behaviours all the same."""
    return times[(times.trust < TRUST_TOP / 2) & (times.step_3 + times.step_4 > 0)]


def quiet_voices(times: pd.DataFrame) -> pd.DataFrame:
    """The times of much trust in which somebody did not name the behaviours at all."""
    return times[(times.trust >= TRUST_TOP / 2) & (times.step_1 > 0)]


def suggested_words(times: pd.DataFrame) -> tuple[str | None, int, int]:
    """Whose words the place seems ready for, and how many of how many people name things openly.

    Reads the last time in which enough people said how openly; None where there is none.
    """
    heard = times[times.open_people >= honesty.ENOUGH_PEOPLE]
    if heard.empty:
        return None, 0, 0
    last = heard.iloc[-1]
    openly, people = int(last.step_3 + last.step_4), int(last.open_people)
    return ("framework" if 2 * openly > people else "plain"), openly, people
