"""What is said above each picture: who was heard and who was not, never a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from mirror import charts, honesty, hypothesis, words
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


def cell(row: Any) -> str:
    """What one cell holds: its range, or how many people, and what that is."""
    said = charts.cell_text(row).replace("\n", ", ")
    match row.state:
        case "range":
            return f"**{said}.** The range in which a typical person here plausibly stands."
        case "split":
            return f"**{said}.** People see two different things here. A middle would hide both."
        case _:
            return f"**{said}.** Too few for a range. Each dot is one person."


def too_few(row: Any) -> str:
    """How many people spoke of something, where a room is shown no more of them."""
    return f"**{words.people(row.people)}.** Too few to show."


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


def relationships(table: pd.DataFrame, until: date) -> str:
    """How many relationships somebody looked at, where two sides differ, and which are quiet."""
    looked_at = table[table.people > 0]
    if looked_at.empty:
        said = "Nobody has looked at a relationship in this period."
    else:
        both = looked_at[looked_at.one_says.notna() & looked_at.other_says.notna()]
        apart = int((both.one_says != both.other_says).sum())
        said = f"People looked at **{words.counted(len(looked_at), 'relationship')}**."
        if len(both):
            said += f" Where both sides are heard, **{apart} of {len(both)}** see it differently."
    quiet = [
        f"{words.literal(row.party)} with {words.literal(row.other_party)}"
        for row in table.itertuples()
        if words.months_before(row.last_day, until) >= words.QUIET_FROM
    ]
    if quiet:
        shown = quiet[:3] + ([f"{len(quiet) - 3} more"] if len(quiet) > 3 else [])
        said += f" Quiet for half a year or more: {words.listed(shown)}."
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
    said = (
        f"In **{placed} of {heard}** stretches of time at least 5 people spoke of trust, and as "
        "many of how openly the behaviours are named."
    )
    thin = times[~times.placed]
    if len(thin) and len(thin) < 5:
        when = words.listed([words.stretch(row.stretch, row.months) for row in thin.itertuples()])
        said += f" Not in {when}."
    return said


def openly_named(times: pd.DataFrame) -> list[str]:
    """The article's hypothesis as one, and what speaks against it here: a paragraph each."""
    said = [
        "**A hypothesis, and only that:** talk about the behaviours can become more open as the "
        "work and the relationships mature. It would put later dots further right and higher up."
    ]
    found = [*_steps_against(times), *_voices_against(times)]
    if found:
        said.append("What speaks against it here:" + "".join(f"\n- {one}" for one in found))
    elif times.placed.sum() > 1:
        said.append("Nothing that was heard here speaks against it. That does not make it true.")
    return said


def _steps_against(times: pd.DataFrame) -> list[str]:
    return [
        f"From {_at(one.before, times)} to {_at(one.after, times)} trust "
        + ("grew, and the behaviours were named less openly." if one.trust_grew
           else "fell, and the behaviours were named more openly.")
        for one in hypothesis.against(times)
    ]  # fmt: skip


def _at(stretch: pd.Timestamp, times: pd.DataFrame) -> str:
    return words.stretch(stretch, int(times.months.iloc[0]))


def _voices_against(times: pd.DataFrame) -> list[str]:
    early, quiet = hypothesis.early_voices(times), hypothesis.quiet_voices(times)
    said = []
    if len(early):
        said.append(
            f"While trust was low, some already named the behaviours openly: "
            f"{_each(early.step_3 + early.step_4)}, in {_whens(early)}."
        )
    if len(quiet):
        said.append(
            f"While trust was high, some did not name them at all: {_each(quiet.step_1)}, in "
            f"{_whens(quiet)}."
        )
    return said


def _each(counts: pd.Series[int]) -> str:
    """How many people each time: “2 people” or “1 to 3 people each time”."""
    least, most = int(counts.min()), int(counts.max())
    if len(counts) == 1:
        return words.people(most)
    return f"{words.people(most) if least == most else f'{least} to {most} people'} each time"


def _whens(times: pd.DataFrame) -> str:
    if len(times) > 4:
        return f"{len(times)} of the times shown"
    return words.listed([words.stretch(row.stretch, row.months) for row in times.itertuples()])


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
    return "  \n".join(words.capital(line) for line in said)


def side_by_side(kept_back: int) -> str:
    """What two places beside each other are for, and what is not shown of them there."""
    said = "Two routes to learn from, not to compare."
    if kept_back:
        steps = "1 step is" if kept_back == 1 else f"{kept_back} steps are"
        said += f" {steps} for people of their own place, and not shown side by side."
    return said


def together(
    trust: pd.DataFrame, behaviours: pd.DataFrame, blocks: pd.DataFrame, events: pd.DataFrame
) -> str:
    """Which slips people named and what pressed then, which ways back, and when it was quiet."""
    slips = list(events[events.kind == "slip"].itertuples())
    backs = list(events[events.kind == "recovery"].itertuples())
    pressures = list(events[events.kind == "pressure"].itertuples())
    if slips:
        said = f"People named **{words.counted(len(slips), 'slip')}**: " + "; ".join(
            _with_pressures(slip, pressures) for slip in slips[:2]
        )
        said += f"; and {len(slips) - 2} more." if len(slips) > 2 else "."
    else:
        said = "Nobody has named a slip."
    if backs:
        named = [f"“{words.literal(back.title)}” ({_when(back)})" for back in backs[:2]]
        more = [f"{len(backs) - 2} more"] if len(backs) > 2 else []
        said += f" **{words.counted(len(backs), 'recovery')}**: {words.listed(named + more)}."
    if pressures:
        said += f" **{words.counted(len(pressures), 'pressure')}** in all."
    return f"{said} {_silences(trust, behaviours, blocks)}".rstrip()


def _when(event: Any) -> str:
    return words.months(event.started_on, event.ended_on)


def _with_pressures(slip: Any, pressures: Sequence[Any]) -> str:
    """A slip as it was named, and the pressures that were on at the same time."""
    said = f"“{words.literal(slip.title)}” ({_when(slip)})"
    end = slip.started_on if pd.isna(slip.ended_on) else slip.ended_on
    meanwhile = [
        words.literal(pressure.title)
        for pressure in pressures
        if pressure.started_on <= end
        and (pd.isna(pressure.ended_on) or pressure.ended_on >= slip.started_on)
    ]
    return f"{said}, at the same time as {words.listed(meanwhile)}" if meanwhile else said


def _silences(trust: pd.DataFrame, behaviours: pd.DataFrame, blocks: pd.DataFrame) -> str:
    """When nobody spoke of relationships, of any behaviour, or of any building block."""
    heard = {
        "a relationship": trust.groupby("stretch").people.sum(),
        "a behaviour": behaviours.groupby("stretch").people.sum(),
        "a building block": blocks.groupby("stretch").people.sum(),
    }
    if not any(people.sum() for people in heard.values()):
        return "Nobody has been heard in this period."
    silent: dict[str, list[str]] = {}
    for thing, people in heard.items():
        quiet = people[people == 0].index
        months = int(trust.months.iloc[0])
        when = (
            "this period"
            if len(quiet) == len(people)
            else words.listed([words.stretch(start, months) for start in quiet])
            if len(quiet) < 4
            else f"{len(quiet)} of {len(people)} stretches of time"
        )
        if len(quiet):
            silent.setdefault(when, []).append(thing)
    return " ".join(
        f"In {when} nobody spoke of {words.listed(things, 'or')}."
        for when, things in silent.items()
    )


def approach(table: pd.DataFrame) -> str:
    """How many acts of help there were, how many beyond our own objectives, and what they met."""
    if table.empty:
        return "Nobody has written down any help in this period."
    beyond = int((table.beyond_objectives == True).sum())  # noqa: E712
    said = f"People wrote down **{words.counted(len(table), 'act')} of help**."
    if beyond:
        were = "was" if beyond == 1 else "were"
        said += f" **{beyond}** {were} not about our own objectives."
    met = list(dict.fromkeys(table.pressure_met.dropna()[::-1]))[:3][::-1]
    if met:
        listed = words.listed([f"“{words.literal(pressure)}”" for pressure in met])
        said += f" What they met lately: {listed}."
    return said


def infrastructure(table: pd.DataFrame) -> str:
    """How many blocks somebody has a view of, and which nobody has."""
    silent = table[table.people == 0].block_label.map(words.literal).tolist()
    seen = len(table) - len(silent)
    if not seen:
        return "Nobody has shared a view of a building block in this period."
    said = f"People have shared a view of **{seen} of {len(table)}** building blocks."
    if silent:
        said += f" Nobody yet of: {_first(silent)}."
    apart = (
        table[(table.undermines > 0) & (table.supports > 0)].block_label.map(words.literal).tolist()
    )
    if apart:
        said += f" Some say it supports, some say it undermines: {_first(apart)}."
    back = [
        f"{words.literal(row.block_label)} ({row.back} of {row.again})"
        for row in table[table.back > 0].itertuples()
    ]
    if back:
        said += f" Some who looked again put it further back: {_first(back)}."
    sure = table[["confidence_2", "confidence_3"]].sum(axis=1)
    hunch = table[(table.confidence_1 > 0) & (sure == 0)].block_label.map(words.literal).tolist()
    if hunch:
        said += f" Nobody has more than a hunch of: {_first(hunch)}."
    return said


def _first(named: Sequence[str], most: int = 3) -> str:
    """The first few of what is named, and how many more there are."""
    more = [f"{len(named) - most} more"] if len(named) > most else []
    return words.listed([*named[:most], *more])


def block(row: Any, views: pd.DataFrame, labels: dict[str, str]) -> str:
    """Who was heard of a block, what they say it does, how sure they are, and who looked again."""
    counts = views.groupby("sector", sort=False).size()
    heard = [f"{words.literal(str(sector))} ({count})" for sector, count in counts.items()]
    said = [f"Heard from: {words.listed(heard)}."]
    scales = {"What it does": charts.EFFECTS, "How sure they are": charts.CONFIDENCE}
    for asked, columns in scales.items():
        counts = words.said(row._asdict(), {column: labels[column] for column in columns})
        if counts:
            said.append(f"{asked}: {words.literal(counts)}.")
    said.append(f"{words.moved(row.again, row.further, row.as_before, row.back, row.dipped)}.")
    return "  \n".join(said)


def blocks_and_behaviours(table: pd.DataFrame) -> str:
    """How many people spoke of how many pairs of a block and a behaviour."""
    spoken, people = int((table.people > 0).sum()), int(table.people_in_all[0])
    if not spoken:
        return "Nobody has said yet what a block does to one behaviour."
    return (
        f"**{words.people(people)}** spoke of **{spoken} of {len(table)}** pairs of a block and a "
        f"behaviour. Nobody has a view yet of the other {len(table) - spoken}."
    )


def noticed(row: Any) -> str:
    """Where one behaviour is noticed, by which range and by how many."""
    return f"**{words.literal(row.behaviour_label)}** is noticed in {words.literal(row.where)}."


def undermines(row: Any) -> str:
    """How many people say that one block undermines the behaviour, and who sees it otherwise."""
    block = f"**{words.literal(row.block_label)}**"
    said = f"{words.people(row.undermines)} {_say(row.undermines)} that {block} undermines it"
    others = [
        f"{count} that it {does}"
        for count, does in ((row.mixed, "does both"), (row.supports, "supports it"))
        if count
    ]
    return f"{', '.join([said, *others])}."


def unnoticed(row: Any) -> str:
    """How many people say that one block supports a behaviour that nobody notices yet."""
    block, behaviour = words.literal(row.block_label), words.literal(row.behaviour_label)
    notice = (
        f"It is hardly noticed in {words.literal(row.where)}."
        if row.where
        else "Nobody has been heard of it yet in any part."
    )
    return (
        f"{words.people(row.supports)} {_say(row.supports)} that **{block}** supports "
        f"**{behaviour}**. {notice}"
    )


def _say(count: int) -> str:
    return "says" if count == 1 else "say"


def learning(table: pd.DataFrame) -> str:
    """How many assumptions were written down, and where they stand."""
    if table.empty:
        return "Nobody has written down an assumption in this period."
    states = table.state.value_counts()
    told = {"due": "to look at again now", "open": "still open", "closed": "closed"}
    counts = [f"**{states[state]}** {where}" for state, where in told.items() if state in states]
    count = words.counted(len(table), "assumption")
    return f"People wrote down **{count}**: {words.listed(counts)}."


def voices(people: pd.DataFrame, sectors: dict[str, str], thing: str = "note") -> str:
    """Whose voices a picture holds: how many, how even, from where, and who is not heard yet.

    `people` is the answer to queries/voices.sql; `sectors` names every sector in its order; a
    `thing` is what each of them left so many of.
    """
    if people.empty:
        return ""
    notes = int(people.notes.sum())
    said = f"**Voices:** {words.people(len(people))}, {words.counted(notes, thing)}"
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
    said += _loudest(people, notes, thing)
    silent = [words.literal(label) for code, label in sectors.items() if code not in counts]
    if silent:
        said += f" Not heard yet: {words.listed(silent)}."
    return said


def _loudest(people: pd.DataFrame, notes: int, thing: str) -> str:
    """Which share of the notes the keenest person and the keenest organisation wrote."""
    person = people.notes.max() / notes
    said = f"The one who wrote most left {person:.0%} of the {thing}s"
    by_organisation = people.groupby("organisation").notes.sum()
    if by_organisation.empty:
        return f"{said}."
    name, most = by_organisation.idxmax(), by_organisation.max()
    return f"{said}, {words.literal(str(name))} as a whole {most / notes:.0%}."
