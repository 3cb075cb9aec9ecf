"""What is said above each picture: who was heard and who was not, never a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from mirror import honesty, words
from mirror.charts import Signal
from mirror.lens import Gathering, Lens


def home(heard: pd.DataFrame, lens: Lens, met: Gathering | None) -> str:
    """When people met, what for, and how many have been heard since."""
    people = int(heard.people[0])
    spoke = f"**{words.people(people) if people else 'nobody'}** {'has' if people < 2 else 'have'}"
    if met is None:
        unsaid = "Nobody has written down yet when you met: there is room for it below."
        return f"{unsaid} From {words.period(lens)}, {spoke} been heard."
    gathered = f"You met on **{words.day(met.held_on)}**"
    if met.people:
        gathered += f", {words.people(met.people)}"
    if met.purpose:
        gathered += f": “{words.literal(met.purpose)}”"
    return f"{gathered}. Since then, until {words.day(lens.until)}, {spoke} been heard."


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


def weighed(heard: pd.DataFrame, alike: pd.DataFrame) -> str:
    """Where it moves a cell's middle by a point or more that every sector has the same weight."""
    moved = [
        f"{words.literal(one.behaviour_label)} in {words.literal(one.part_label)} (about "
        f"{words.half(one.mean)} as heard, {words.half(other.mean)} with each sector alike)"
        for one, other in zip(heard.itertuples(), alike.itertuples(), strict=True)
        if abs(one.mean - other.mean) >= 1
    ]
    if not moved:
        return ""
    shown = moved[:2] + ([f"{len(moved) - 2} more"] if len(moved) > 2 else [])
    return f"The picture depends on who is counted: {words.listed(shown)}."


def families(table: pd.DataFrame) -> str:
    """On how many behaviours somebody spoke, and where nobody has."""
    unheard = int((table.people == 0).sum())
    if table.people.sum() == 0:
        return "Nobody has been heard in this period."
    said = "How many people spoke of each family, part by part."
    return (
        f"{said} In {words.counted(unheard, 'cell')} nobody has been heard yet."
        if unheard
        else said
    )


def two_times(then: pd.DataFrame, now: pd.DataFrame, split: date, same_people: bool) -> str:
    """How many people left how many notes before a day and since, and who of them is counted."""
    times = ((f"Before {words.day(split)}", then), ("Since", now))
    said = " ".join(
        f"{when}, **{words.people(table.people_in_all[0])}** left "
        f"**{words.counted(table.notes_in_all[0], 'note')}**."
        for when, table in times
    )
    if same_people:
        return f"{said} Only those who spoke of a cell both times are counted in it."
    return f"{said} They are not all the same people."


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


def timing(times: pd.DataFrame) -> str:
    """Of how many times enough people spoke both ways, and what is left to the other picture."""
    if not times.open_people.sum():
        return "Nobody has said yet how openly the behaviours are named."
    placed, heard = int(times.placed.sum()), len(times)
    if not placed:
        return (
            "Too few people spoke both of trust and of how openly the behaviours are named to set "
            "one against the other."
        )
    said = f"In **{placed} of {heard}** times at least 5 people spoke of each."
    thin = times[~times.placed]
    if len(thin) and len(thin) < 5:
        when = words.listed([words.stretch(row.stretch, row.months) for row in thin.itertuples()])
        said += f" Not in {when}."
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


def learning(table: pd.DataFrame) -> str:
    """How many assumptions were written down, and where they stand."""
    if table.empty:
        return "Nobody has written down an assumption in this period."
    states = table.state.value_counts()
    told = {"due": "to look at again now", "open": "still open", "closed": "closed"}
    counts = [f"**{states[state]}** {where}" for state, where in told.items() if state in states]
    count = words.counted(len(table), "assumption")
    return f"People wrote down **{count}**: {words.listed(counts)}."


def voices(people: pd.DataFrame, sectors: dict[str, str]) -> str:
    """Whose voices a picture holds: how many, how even, from where, and who is not heard yet.

    `people` is the answer to queries/voices.sql; `sectors` names every sector in its order.
    """
    if people.empty:
        return ""
    notes = int(people.notes.sum())
    said = f"**Voices:** {words.people(len(people))}, {words.counted(notes, 'note')}"
    even = round(honesty.effective(people.notes.tolist()))
    if even < len(people):
        said += f", as evenly spread as those of {words.people(even)}"
    counts = people.sector.value_counts()
    retired = dict(zip(people.sector, people.sector_label, strict=True))
    labels = sectors | {code: label for code, label in retired.items() if code in counts}
    heard = [f"{words.literal(labels[code])} {counts[code]}" for code in labels if code in counts]
    unsaid = int(people.sector.isna().sum())
    if unsaid:
        heard.append(f"sector not said {unsaid}")
    said += f". {', '.join(heard)}. "
    said += _loudest(people, notes)
    silent = [words.literal(label) for code, label in sectors.items() if code not in counts]
    if silent:
        said += f" Not heard yet: {words.listed(silent)}."
    return said


def _loudest(people: pd.DataFrame, notes: int) -> str:
    """Which share of the notes the keenest person and the keenest organisation wrote."""
    person = people.notes.max() / notes
    said = f"The one who wrote most left {person:.0%} of the notes"
    by_organisation = people.groupby("organisation").notes.sum()
    if by_organisation.empty:
        return f"{said}."
    name, most = by_organisation.idxmax(), by_organisation.max()
    return f"{said}, {words.literal(str(name))} as a whole {most / notes:.0%}."
