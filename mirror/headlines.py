"""What is said above each picture: who was heard and who was not, never a verdict."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from mirror import words
from mirror.charts import Signal


def behaviours(table: pd.DataFrame) -> str:
    """Who left how many notes, and which parts nobody has spoken about."""
    people, notes = int(table.people_in_all[0]), int(table.notes_in_all[0])
    if not notes:
        return (
            "Nobody has been heard in this period. Choose another, or bring in what people noticed."
        )
    heard = table.groupby("part_label", sort=False).people.sum()
    silent = [words.literal(str(part)) for part in heard[heard == 0].index]
    unheard = int((table.state == "unheard").sum())
    said = f"**{words.people(people)}** left **{words.counted(notes, 'note')}**."
    if silent:
        return f"{said} Nobody has spoken about {words.listed(silent, 'or')} yet."
    if unheard:
        return f"{said} In {words.counted(unheard, 'cell')} nobody has been heard yet."
    return f"{said} Somebody has spoken about every part."


def pace(table: pd.DataFrame, events: pd.DataFrame, signals: Sequence[Signal]) -> str:
    """Which pressures, slips and recoveries people named, and when it was quiet."""
    kinds = events.kind.value_counts()
    counts = {kind: int(kinds.get(kind, 0)) for kind in ("pressure", "slip", "recovery")}
    named = words.listed([words.counted(count, kind) for kind, count in counts.items() if count])
    said = f"People named **{named}**." if named else "Nobody has named a pressure or a slip."
    if not table.people.sum():
        return f"Nobody has been heard in this period. {said}"
    for signal in signals:
        heard = table[table.signal == signal.name]
        silent = heard[heard.people == 0]
        quiet = [words.stretch(row.stretch, row.months) for row in silent.itertuples()]
        if quiet:
            when = (
                words.listed(quiet)
                if len(quiet) < 4
                else f"{len(quiet)} of {len(heard)} stretches of time"
            )
            said += f" Nobody spoke of “{words.literal(signal.title)}” in {when}."
    return said


def infrastructure(table: pd.DataFrame) -> str:
    """How many blocks somebody has a view of, and which nobody has."""
    silent = table[table.people == 0].block_label.map(words.literal).tolist()
    seen = len(table) - len(silent)
    if not seen:
        return "Nobody has shared a view of a building block in this period."
    said = f"People have shared a view of **{seen} of {len(table)}** building blocks."
    if silent:
        said += f" Nobody yet of: {words.listed(silent)}."
    apart = (
        table[(table.undermines > 0) & (table.supports > 0)].block_label.map(words.literal).tolist()
    )
    if apart:
        shown = apart[:3] + ([f"{len(apart) - 3} more"] if len(apart) > 3 else [])
        said += f" Some say it supports, some say it undermines: {words.listed(shown)}."
    return said


def learning(table: pd.DataFrame) -> str:
    """How many assumptions were written down, and where they stand."""
    if table.empty:
        return "Nobody has written down an assumption in this period."
    states = table.state.value_counts()
    told = {"due": "to look at again now", "open": "still open", "closed": "closed"}
    counts = [f"**{states[state]}** {where}" for state, where in told.items() if state in states]
    count = words.counted(len(table), "assumption")
    return f"People wrote down **{count}**: {words.listed(counts)}."
