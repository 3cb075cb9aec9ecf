"""What is said above each picture: who was heard and who was not, never a verdict."""

from __future__ import annotations

import pandas as pd

from mirror import words


def behaviours(table: pd.DataFrame, voices: pd.DataFrame) -> str:
    """Who left how many notes, and which parts nobody has spoken about."""
    people, notes = int(voices.people[0]), int(voices.notes[0])
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


def pace(table: pd.DataFrame, events: pd.DataFrame) -> str:
    """In how many quarters something was said, what pressed, and which slips people named."""
    heard = table.groupby("quarter").people.sum()
    quiet = [words.quarter(when) for when in heard[heard == 0].index]
    kinds = events.kind.value_counts()
    said = []
    for kind, thing in (("pressure", "pressure"), ("slip", "slip")):
        if kinds.get(kind, 0):
            said.append(words.counted(int(kinds[kind]), thing))
    recovered = int(kinds.get("recovery", 0))
    if recovered:
        said.append(f"{recovered} recovery" if recovered == 1 else f"{recovered} recoveries")
    named = f"People named **{words.listed(said)}**." if said else "Nobody has named a pressure."
    if not heard.sum():
        return f"Nobody has been heard in this period. {named}"
    if quiet:
        return f"{named} It was quiet in {words.listed(quiet)}."
    return f"{named} Somebody spoke in every quarter."


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
