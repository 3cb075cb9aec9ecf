"""What partners read of a release, in words and rows: ranges, and people as bands.

What is hidden and what nobody spoke of are one row and one word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from mirror import words
from mirror.charts import Signal, banded_text

#: What a band of people is called, as the least that it holds.
AT_LEAST = {"5–9": "5 or more", "10–19": "10 or more", "20+": "20 or more"}
ALL_TIME = "All time"


def told(row: Any) -> str:
    """What a cell says, on one line."""
    return banded_text(row).replace("\n", " · ")


def period(first: date | None, months: int | None) -> str:
    """A stretch of time as the release has it, or all of it."""
    return ALL_TIME if first is None or pd.isna(first) else words.stretch(first, int(months or 0))


# --- what is said above ---------------------------------------------------------------------------


def home(title: str, released_on: date, bands: pd.DataFrame, fewest: int) -> str:
    """Of which place and day the release is, and how many people stand behind its figures."""
    said = f"**{words.literal(title)}**, as it stood on **{words.day(released_on)}**. "
    if bands.empty:
        return f"{said}Too few people have spoken yet to show anything. Your voice would help."
    broadest = list(AT_LEAST)[max(list(AT_LEAST).index(band) for band in bands.people)]
    said += f"Every figure stands for {fewest} people or more"
    if broadest != "5–9":
        said += f", the broadest for {AT_LEAST[broadest]}"
    return f"{said}. No figure points to one person."


def behaviours(table: pd.DataFrame, when: str) -> str:
    """In how many behaviours and parts something can be shown, and of which behaviours nothing."""
    shown = table[table.state != "unheard"]
    if shown.empty:
        return f"{when}: too few people spoke of any behaviour to show it."
    silent = [
        words.literal(str(label))
        for label in table.behaviour_label.drop_duplicates()
        if label not in set(shown.behaviour_label)
    ]
    known = table.behaviour_label.nunique()
    said = f"{when}: something can be shown of **{known - len(silent)} of {known}** behaviours."
    return f"{said} Too few spoke of {words.listed(silent, 'or')}." if silent else said


def cell(row: Any) -> str:
    """What one cell holds, and what that is."""
    said = f"**{told(row)}.**"
    match row.state:
        case "range":
            return (
                f"{said} The range in which a typical person here plausibly stands, from 0 to 10."
            )
        case "split":
            return f"{said} People see two different things here. A middle would hide both."
        case _:
            return f"{said} Their views lie so close together that a range would tell them."


def pace(table: pd.DataFrame, signals: Sequence[Signal]) -> str:
    """What can be said over all time of each signal, and for how many times."""
    said = []
    for signal in signals:
        rows = table[table.signal == signal.name]
        whole, times = rows[rows.stretch.isna()], rows[rows.stretch.notna()]
        over_all = told(next(whole.itertuples()))
        shown = int((times.state != "unheard").sum())
        line = f"“{words.literal(signal.title)}”, over all time: **{over_all}**."
        in_time = f" Shown for {shown} of {len(times)} stretches of time."
        said.append(line + (in_time if shown else ""))
    return "  \n".join(said)


def infrastructure(table: pd.DataFrame) -> str:
    """Of how many blocks enough people have a view to show it."""
    whole = table[table.level.isna()]
    shown = int((whole.state != "unheard").sum())
    if not shown:
        return "Too few people have shared a view of any building block to show it."
    said = (
        f"Enough people have shared a view of **{shown} of {len(whole)}** building blocks to show "
        "how many they are."
    )
    return said if shown == len(whole) else f"{said} Of the others too few spoke."


# --- the rows behind each picture -----------------------------------------------------------------


def behaviours_rows(table: pd.DataFrame, when: str) -> pd.DataFrame:
    """A row for each behaviour in each part: what may be told of it."""
    return pd.DataFrame(
        {
            "Behaviour": table.behaviour_label,
            "Part": table.part_label,
            "Heard": _told(table),
            "Two people differ by": [
                "" if pd.isna(gap) else f"about {words.points(gap)}" for gap in table.gap
            ],
            "Family": table.family_label,
            "When": when,
            **_figures(table),
        }
    )


def pace_rows(table: pd.DataFrame, signals: Sequence[Signal]) -> pd.DataFrame:
    """A row for each signal, over all time and in each stretch of it."""
    titles = {signal.name: signal.title for signal in signals}
    return pd.DataFrame(
        {
            "When": [period(row.stretch, row.months) for row in table.itertuples()],
            "Signal": table.signal.map(titles),
            "Heard": _told(table),
            **_figures(table),
        }
    )


def infrastructure_rows(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each block, in all and at each level: how many people, as a band."""
    return pd.DataFrame(
        {
            "Block": table.block_label,
            "How far along": table.level_label,
            "Heard": _told(table),
            "People": _figures(table)["People"],
        }
    )


def _told(table: pd.DataFrame) -> list[str]:
    return [told(row) for row in table.itertuples()]


def _figures(table: pd.DataFrame) -> Mapping[str, pd.Series]:
    return {"People": table.people.fillna(""), "Low": table.low, "High": table.high}
