"""Scores on other scales, as strengths from 0 to 10."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

#: Answers in words that surveys use, from little to much.
LADDERS: tuple[tuple[str, ...], ...] = (
    ("strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree"),
    ("strongly disagree", "disagree", "neutral", "agree", "strongly agree"),
    (
        "strongly disagree", "disagree", "somewhat disagree", "neither agree nor disagree",
        "somewhat agree", "agree", "strongly agree",
    ),
    ("never", "rarely", "sometimes", "often", "always"),
    ("not at all", "a little", "somewhat", "mostly", "completely"),
    ("not at all", "slightly", "moderately", "very", "extremely"),
    ("none", "a little", "some", "a lot"),
    ("very low", "low", "medium", "high", "very high"),
    ("no", "partly", "yes"),
    ("no", "yes"),
)  # fmt: skip

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Scale:
    """A scale by its two ends, which way it runs, and the numbers that words stand for."""

    low: float = 0
    high: float = 10
    reversed: bool = False
    words: dict[str, float] = field(default_factory=dict)

    def strength(self, value: str) -> str:
        """The value as a strength from 0 to 10, as text; what does not fit says why it does not."""
        word = value.casefold()
        number = self.words.get(word, self.words.get(" ".join(word.split()), self._number(value)))
        if number is None:
            # What has a figure in it, such as 1e1 or .5, must not pass for one on our own scale.
            return self._strange(value) if any(map(str.isdigit, value)) else value
        if not self.low <= number <= self.high:
            return self._strange(value)
        share = (number - self.low) / (self.high - self.low)
        return f"{round(10 * (1 - share if self.reversed else share), 6):g}"

    def _number(self, value: str) -> float | None:
        value = value.removesuffix("%").strip()
        return float(value.replace(",", ".")) if _NUMBER.fullmatch(value) else None

    def _strange(self, value: str) -> str:
        return f"{value} (on a scale from {self.low:g} to {self.high:g})"


@dataclass(frozen=True)
class Column:
    """What a column of scores looks like: the scale it suggests, and whether it must be asked."""

    suggested: Scale
    settled: bool
    said: str


def look(values: Iterable[str]) -> Column:
    """The scale that these scores, missing ones apart, most likely were given on.

    Only percentages, whole ladders of words, and numbers that need all of 0 to 10 are settled.
    """
    seen = {value.casefold() for value in values if value}
    numbers = sorted(float(value.replace(",", ".")) for value in seen if _NUMBER.fullmatch(value))
    worded = {value for value in seen if not _NUMBER.fullmatch(value.removesuffix("%").strip())}
    if worded and (ladder := _ladder(worded)):
        words = {word: float(place) for place, word in enumerate(ladder)}
        scale = Scale(0, len(ladder) - 1, words=words)
        return Column(scale, not numbers, f"words from “{ladder[0]}” to “{ladder[-1]}”")
    if any(value.endswith("%") for value in seen):
        return Column(Scale(0, 100), True, "percentages")
    if not numbers:
        return Column(Scale(), not worded, "no numbers")
    low, high = numbers[0], numbers[-1]
    said = f"numbers from {low:g} to {high:g}"
    if low == 0 and 7 < high <= 10:
        return Column(Scale(0, 10), True, said)
    for top in (5, 7, 10, 100):
        if high <= top:
            return Column(Scale(0 if low == 0 else 1, top), False, said)
    return Column(Scale(), False, said)


def _ladder(words: set[str]) -> tuple[str, ...] | None:
    """The shortest ladder on which all the words stand."""
    fitting = [ladder for ladder in LADDERS if words <= set(ladder)]
    return min(fitting, key=len, default=None)
