"""The words that partners choose from: those of the release, else those that everybody has.

A word of the house's own may be anything, so one that was not released is not offered.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from mirror import released, vocabulary
from mirror.lens import Words


@dataclass(frozen=True)
class Offered:
    """What may be chosen in a form, each table with `code`, `label` and `meaning`."""

    behaviours: pd.DataFrame
    parts: pd.DataFrame
    sectors: pd.DataFrame
    #: The steps of every scale, each with its `scale`.
    levels: pd.DataFrame


def words_of(place: str, spoken: Words) -> Offered:
    """The words to choose from in a place."""
    file = released.file_of(place)
    try:
        behaviours, parts = (
            released.ask(file, question, words=spoken)
            for question in ("behaviour_words", "part_words")
        )
    except released.Nothing:
        behaviours, parts = _shipped("behaviours", spoken), _shipped("parts", spoken)
    # Nobody adds a sector or a step of a scale but in the files that everybody has.
    return Offered(behaviours, parts, _shipped("sectors", spoken), _shipped("levels", spoken))


def _shipped(name: str, spoken: Words) -> pd.DataFrame:
    table = vocabulary.read(name)
    return table.assign(label=table["plain" if spoken == "plain" else "title"])
