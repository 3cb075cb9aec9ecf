"""What is said above each picture: who was heard and who was not, never a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def entry(table: pd.DataFrame, titles: Mapping[str, str]) -> str:
    """How many steps people wrote down of each place, and how wide the first and latest were."""
    said = []
    for place, title in titles.items():
        steps = table[table.place == place]
        named = f"{words.literal(title)}: " if len(titles) > 1 else ""
        if steps.empty:
            said.append(f"{named}no step is written down in this period.")
            continue
        first, last = (words.literal(steps.altitude_label.iloc[end]) for end in (0, -1))
        route = f"“{first}”" if len(steps) == 1 else f"from “{first}” to “{last}”"
        said.append(f"{named}**{words.counted(len(steps), 'step')}**, {route}.")
    return "  \n".join(line[0].upper() + line[1:] for line in said)


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
