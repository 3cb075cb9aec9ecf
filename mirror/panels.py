"""What a view says, without the screen: its headline, its pictures and rows, and whose voices."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple, cast
from urllib.parse import parse_qsl, urlencode

import pandas as pd

from mirror import charts, headlines, honesty, hypothesis, reading, tables, vocabulary, words
from mirror.ask import ask
from mirror.charts import Look, Picture
from mirror.lens import JOINT, Audience, Gathering, Lens, Words
from mirror.rounds import SIDES
from mirror.store import Refused

#: How far the home page looks back where no gathering is held.
BACK = timedelta(days=90)
#: What somebody leaves one of, by the kind of thing it is.
THINGS = {"observation": "note", "relationship": "pulse", "block_view": "view"}
#: The choices of behaviours that are no family of them.
ALL, FOLDED = "all", "folded"


@dataclass(frozen=True)
class Drawing:
    """A picture under its fixed name, and how to read it."""

    name: str
    chart: Picture
    read: str


@dataclass(frozen=True)
class Rows:
    """A table under its name; `columns` are those to read, the others are for a workbook.

    `is_drawn` says whether a picture shows the same.
    """

    name: str
    table: pd.DataFrame
    columns: tuple[str, ...]
    is_drawn: bool = False


@dataclass(frozen=True)
class Panel:
    """What one view says: `said` and `voices` in plain text, a line a paragraph."""

    page: str
    title: str
    said: str
    drawings: tuple[Drawing, ...] = ()
    rows: tuple[Rows, ...] = ()
    voices: str = ""


#: What an address says beside the place and the period.
Filters = Mapping[str, str]
Make = Callable[[Lens, Filters, Look], Panel]


def of(
    page: str,
    address: str,
    audience: Audience = "room",
    words: Words | None = None,
    is_fixed: bool = False,
) -> Panel:
    """What the view of a page says at an address, such as “place=gateshead&split=2025-06-03”.

    What the address does not say, or says of nothing that is held, is as the page first shows it:
    the whole period, in the words that the place has chosen. Where it `is_fixed` its days hold,
    whatever was taken back since.
    """
    if page not in PAGES:
        raise Refused(f"There is no view called “{page}”.")
    filters = dict(parse_qsl(address.removeprefix("?")))
    lens = _since_we_met(filters) if page == "home" else _lens(filters, page == "entry", is_fixed)
    lens = replace(lens, audience=audience, words=words or lens.words)
    return PAGES[page](lens, filters, Look(footer=footer(lens)))


def fixed(page: str, address: str) -> str:
    """The address with the period that it shows now, which stays as more is noticed."""
    filters = dict(parse_qsl(address.removeprefix("?")))
    lens = _since_we_met(filters) if page == "home" else _lens(filters, page == "entry")
    period = {"since": lens.since.isoformat(), "until": lens.until.isoformat()}
    met = _met(lens, filters) if page == "home" else None
    looked_back_to = {"met": met.held_on.isoformat()} if met else {}
    return urlencode({**filters, "place": lens.place, **period, **looked_back_to})


# --- where one stands ---------------------------------------------------------------------------


def footer(lens: Lens) -> tuple[str, ...]:
    """Who, when and what for, as it is burned in below a picture."""
    seen_of = " · ".join(titles(lens).values())
    said = f"{seen_of}, {words.period(lens)}. {words.PURPOSE}"
    return (words.INVENTED, said) if is_invented(lens.place, lens.beside) else (said,)


def titles(lens: Lens) -> dict[str, str]:
    """What the place is called, and the one beside it, by code in the order of their titles."""
    held = ask("places")
    seen = held[held.code.isin([lens.place, lens.beside])]
    return dict(zip(seen.code, seen.title, strict=True))


def is_invented(*places: str) -> bool:
    """Whether what is held of one of these places is the sample."""
    held = ask("places")
    return bool(held[held.code.isin(places)].invented.any())


def period(*places: str) -> tuple[date, date]:
    """From the first to the last day of which anything is held, of any place that is named."""
    held = pd.concat([ask("period", None, place=place) for place in filter(None, places)])
    first, last = held.first_day.min(), held.last_day.max()
    today = date.today()
    return (today, today) if pd.isna(first) else (first.date(), last.date())


def as_of(place: str) -> date:
    """Today; in the sample, whose story stands still, the last day of it."""
    return period(place)[1] if is_invented(place) else date.today()


def gatherings(place: str, until: date) -> dict[date, Gathering]:
    """The gatherings of a place before a day, each by its own, the latest first."""
    return {
        row.held_on.date(): Gathering(row.held_on.date(), row.purpose, int(row.people))
        for row in ask("gatherings", None, place=place).itertuples()
        if row.held_on.date() < until
    }


def labels(lens: Lens, **prefixes: str) -> dict[str, str]:
    """What the steps of scales are called, each scale's codes behind a prefix of their own."""
    return {
        prefix + step.code: step.label
        for scale, prefix in prefixes.items()
        for step in ask("levels", lens, scale=scale).itertuples()
    }


def voices(lens: Lens, kind: str, behaviour: str = "") -> str:
    """Whose voices a picture holds, and who is not heard yet, in words to stand below it."""
    known = ask("sector_words", lens)
    sectors = dict(zip(known.code, known.label, strict=True))
    people = ask("voices", lens, kind=kind, behaviour=behaviour)
    return headlines.voices(people, sectors, THINGS[kind])


def whole(place: str) -> Lens:
    """The lens of all that is held of a place, in the words that it has chosen."""
    return _lens({"place": place}, side_by_side=False)


def _lens(filters: Filters, side_by_side: bool, is_fixed: bool = False) -> Lens:
    held = ask("places")
    if held.empty:
        raise Refused("No place is held here yet.")
    place = _among(filters.get("place"), held.code.tolist(), str(held.code.iloc[0]))
    beside = filters.get("beside", "") if side_by_side else ""
    beside = beside if beside != place and beside in held.code.tolist() else ""
    first, last = period(place, beside)
    since, until = _day(filters.get("since"), first), _day(filters.get("until"), last)
    if not is_fixed:
        since, until = (min(max(day, first), last) for day in (since, until))
    spoken = cast(Words, str(held[held.code == place].words.iloc[0]))
    return Lens(place, min(since, until), max(since, until), words=spoken, beside=beside)


def _since_we_met(filters: Filters) -> Lens:
    """The lens of the home page: from the day after the gathering that is looked back to."""
    lens = _lens({"place": filters.get("place", "")}, side_by_side=False)
    until = _day(filters.get("until"), as_of(lens.place))
    met = _met(replace(lens, until=until), filters)
    default = met.held_on + timedelta(days=1) if met else until - BACK
    return replace(lens, since=min(_day(filters.get("since"), default), until), until=until)


def _met(lens: Lens, filters: Filters) -> Gathering | None:
    """The gathering that the address names; else the latest before the end of the period."""
    held = gatherings(lens.place, lens.until)
    chosen = _day(filters.get("met"), next(iter(held), date.min))
    return held.get(chosen, next(iter(held.values()), None))


def _day(said: str | None, default: date) -> date:
    try:
        return date.fromisoformat(said or "")
    except ValueError:
        return default


def _among(said: str | None, known: list[str], default: str) -> str:
    return said if said is not None and said in known else default


def _plain(*paragraphs: str) -> str:
    return "\n".join(words.plain(said) for said in paragraphs if said)


def _title(page: str, lens: Lens) -> str:
    return vocabulary.phrases(lens.words)[page]


# --- home and learning, in words alone ----------------------------------------------------------


def home(lens: Lens, met: Gathering | None) -> dict[str, pd.DataFrame]:
    """What is told since a gathering, each kind under its name."""
    return {
        "noticed": ask("home", lens),
        "quiet": ask("home_quiet", lens),
        "apart": ask("home_apart", lens, enough=honesty.ENOUGH_PEOPLE),
        "slips": ask("home_slips", lens),
        "now": ask("home_now", lens),
        "loops": ask("home_loops", lens),
        "left": ask("home_left", lens, met=met.held_on if met else None),
    }


def _home(lens: Lens, filters: Filters, look: Look) -> Panel:
    met = _met(lens, filters)
    found = home(lens, met)
    table = tables.home(found, vocabulary.phrases(lens.words))
    said = headlines.home(found["noticed"], lens, met)
    rows = Rows("Since we last met", table, ("About", "What", "People", "When"))
    return Panel("home", _title("home", lens), _plain(said), rows=(rows,))


def standing(turns: pd.DataFrame) -> pd.DataFrame:
    """The loops as they stand: the latest turn of each."""
    return turns[turns.turn == turns.turns]


def _learning(lens: Lens, filters: Filters, look: Look) -> Panel:
    loops = standing(ask("learning", lens, today=date.today()))
    slips = tables.slips(ask("slips", lens), labels(lens, event=""))
    columns = ("Question", "Before", "Happened", "Now", "Where it stands")
    return Panel(
        "learning", _title("learning", lens), _plain(headlines.learning(loops)),
        rows=(
            Rows("Assumptions", tables.learning(loops), columns),
            Rows("Slips, and ways back", slips, ("What", "When", "Title")),
        ),
    )  # fmt: skip


# --- behaviours ---------------------------------------------------------------------------------


class Shown(NamedTuple):
    """Which rows are shown, and the day that parts two times, if two are shown."""

    family: str = ALL
    split: date | None = None
    same_people: bool = False
    equal_weight: bool = False

    @property
    def is_folded(self) -> bool:
        """Whether each family is one row."""
        return self.family == FOLDED


def days(lens: Lens) -> dict[str, str]:
    """The days on which the period may be parted: the gatherings in it, then its quarters."""
    found = {
        row.held_on.date(): f"Before and since we met on {words.day(row.held_on)}"
        for row in ask("gatherings", lens).itertuples()
    }
    quarters = pd.date_range(lens.since, lens.until, freq="QS")[::-1]
    found |= {
        when.date(): f"Before and since {words.day(when)}"
        for when in quarters
        if when.date() not in found
    }
    return {day.isoformat(): said for day, said in found.items() if lens.since < day <= lens.until}


def shown(lens: Lens, filters: Filters) -> Shown:
    """Which heatmap an address asks for."""
    families = ask("family_words", lens).code.tolist()
    family = _among(filters.get("family"), [ALL, FOLDED, *families], ALL)
    split = filters.get("split", "")
    if family == FOLDED:
        return Shown(family)
    if split not in days(lens):
        return Shown(family, equal_weight=filters.get("weight") == "equal")
    return Shown(family, date.fromisoformat(split), filters.get("people") == "same")


def of_family(table: pd.DataFrame, shown: Shown) -> pd.DataFrame:
    """The rows of the family that is shown."""
    rows = table if shown.family == ALL else table[table.family == shown.family]
    return rows.reset_index(drop=True)


def alike_weighed(heard: pd.DataFrame, lens: Lens) -> pd.DataFrame:
    """The same cells, each sector with the same weight."""
    return honesty.weighed(heard, ask("behaviours_by_sector", lens))


def two_times(lens: Lens, shown: Shown, split: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The judged cells before the day that parts the period and since, with the same rows."""
    before = replace(lens, until=split - timedelta(days=1))
    since = replace(lens, since=split)
    if shown.same_people:
        before, since = (
            replace(one, also=(other.since, other.until))
            for one, other in ((before, since), (since, before))
        )
    then, now = (honesty.judged(ask("behaviours", one)) for one in (before, since))
    then, now = (of_family(rows, shown) for rows in _alike(then, now))
    return then, now


def _alike(then: pd.DataFrame, now: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Both tables with the same rows in the same order: what one lacks is silent there."""
    cells = pd.concat([then, now]).drop_duplicates(["behaviour", "part"])
    order = pd.MultiIndex.from_frame(cells[["behaviour", "part"]])
    for table in (then, now):
        held = pd.MultiIndex.from_frame(table[["behaviour", "part"]])
        silent = cells[~order.isin(held)].assign(
            people=0, voters=0, notes=0, gap=math.nan, state="unheard", mean=math.nan,
            low=math.nan, high=math.nan,
            people_in_all=table.people_in_all[0], notes_in_all=table.notes_in_all[0],
        )  # fmt: skip
        whole = pd.concat([table, silent]).set_index(["behaviour", "part"])
        yield whole.loc[order].reset_index()


def _behaviours(lens: Lens, filters: Filters, look: Look) -> Panel:
    name, chosen = "Behaviours heatmap", shown(lens, filters)
    if chosen.is_folded:
        table = ask("families", lens)
        said = [headlines.families(table)]
        drawn = Drawing(name, charts.families(table, look), reading.FAMILIES)
        rows = Rows(
            name, tables.families(table), ("Family", "Part", "People", "Behaviours spoken of"), True
        )
    elif chosen.split:
        then, now = two_times(lens, chosen, chosen.split)
        said = [headlines.two_times(then, now, chosen.split, chosen.same_people)]
        drawn = Drawing(name, charts.two_times(then, now, look), reading.TWO_TIMES)
        rows = Rows(name, tables.two_times(then, now), ("Where", "Before", "Since"), True)
    else:
        heard = of_family(honesty.judged(ask("behaviours", lens)), chosen)
        alike = alike_weighed(heard, lens)
        table = alike if chosen.equal_weight else heard
        said = [headlines.behaviours(heard), headlines.weighed(heard, alike)]
        drawn = Drawing(name, charts.behaviours(table, look), reading.BEHAVIOURS)
        rows = Rows(
            name, tables.behaviours(table), ("Behaviour", "Part", "Heard", "Two people differ by"),
            True,
        )  # fmt: skip
    opened = _cell(lens, filters.get("cell", ""), look)
    return Panel(
        "behaviours", _title("behaviours", lens), _plain(*said, *opened.said),
        (drawn, *opened.drawings), (rows, *opened.rows), _plain(voices(lens, "observation")),
    )  # fmt: skip


def shows_each(lens: Lens, people: int) -> bool:
    """Whether it is shown where each of so many people stands, and for whom they speak.

    One to four people could be known by it: a room sees their number alone.
    """
    return lens.audience == "facilitator" or people >= honesty.ENOUGH_PEOPLE


class _Opened(NamedTuple):
    """What is seen in a cell or a block that an address opens; nothing where it opens none."""

    said: tuple[str, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    rows: tuple[Rows, ...] = ()


def _cell(lens: Lens, cell: str, look: Look) -> _Opened:
    """Everybody's dot in a cell, and what they wrote as far as this audience may read it."""
    heard = honesty.judged(ask("behaviours", lens))
    found = heard[(heard.behaviour + JOINT + heard.part == cell) & (heard.people > 0)]
    if found.empty:
        return _Opened()
    [row] = found.itertuples()
    inside = {"behaviour": row.behaviour, "part": row.part}
    called = f"{row.behaviour_label} · {row.part_label}"
    may_see = shows_each(lens, row.voters)
    said = headlines.cell(row) if may_see else headlines.too_few(row)
    said = f"{words.literal(called)}: {said}"
    dots = ask("cell", lens, **inside)
    drawings: tuple[Drawing, ...] = ()
    if may_see and dots.strength.notna().any():
        drawings = (Drawing(f"Everybody in {called}", charts.cell(dots, look), reading.CELL),)
    notes = ask("notes", lens, **inside)
    written = pd.DataFrame({"When": notes.observed_on.map(words.day), "Note": notes.note})
    rows = (Rows(f"Written of {called}", written, ("When", "Note")),) if len(written) else ()
    return _Opened((said,), drawings, rows)


# --- pace, timing, together ---------------------------------------------------------------------


class Timeline(NamedTuple):
    """Trust and one behaviour in each time, their dots, and what was going on."""

    table: pd.DataFrame
    dots: pd.DataFrame
    events: pd.DataFrame
    signals: list[charts.Signal]


def timeline(lens: Lens, behaviour: str, label: str) -> Timeline:
    """What the picture of pace is drawn from."""
    signals = [
        charts.Signal("trust", vocabulary.phrases(lens.words)["pace.trust"], top=5),
        charts.Signal("behaviour", label, top=10),
    ]
    answer = ask("pace", lens, behaviour=behaviour)
    table = pd.concat(
        [honesty.judged(answer[answer.signal == signal.name], signal.top) for signal in signals]
    )
    dots = ask("pace_dots", lens, behaviour=behaviour)
    return Timeline(table, dots, ask("events", lens), signals)


def _pace(lens: Lens, filters: Filters, look: Look) -> Panel:
    known = ask("behaviour_words", lens)
    codes = known.code.tolist()
    default = "PAR1" if "PAR1" in codes else codes[0]
    behaviour = _among(filters.get("behaviour"), codes, default)
    line = timeline(lens, behaviour, str(known[known.code == behaviour].label.iloc[0]))
    drawn = charts.pace(*line, look)
    others = _relationships(lens, _among(filters.get("of"), list(SIDES), "trust"), look)
    heard = ("When", "Signal", "Heard", "Two people differ by")
    return Panel(
        "pace", _title("pace", lens),
        _plain(headlines.pace(line.table, line.events, line.signals), *others.said),
        (Drawing("Pace timeline", drawn, reading.PACE), *others.drawings),
        (
            Rows("Pace timeline", tables.pace(line.table, line.signals), heard, is_drawn=True),
            _going_on(line.events),
            *others.rows,
        ),
        _plain(voices(lens, "relationship"), voices(lens, "observation", behaviour)),
    )  # fmt: skip


def _going_on(events: pd.DataFrame) -> Rows:
    table = tables.events(events)
    return Rows("What was going on", table, ("When", "What", "Title"), is_drawn=True)


def _relationships(lens: Lens, of: str, look: Look) -> _Opened:
    """Who is with whom, each side on a line of its own."""
    pairs = ask("relationships", lens, of=of)
    if pairs.empty:
        return _Opened()
    name = "Who with whom"
    steps = labels(lens, **{SIDES[of]: ""})
    drawn = charts.relationships(pairs, steps, lens.until, look)
    table = tables.relationships(pairs, steps, lens.until)
    columns = ("One side", "The other side", "Heard", "Last looked at")
    return _Opened(
        (headlines.relationships(pairs, lens.until),),
        (Drawing(name, drawn, reading.RELATIONSHIPS),),
        (Rows(name, table, columns, is_drawn=True),),
    )


def _timing(lens: Lens, filters: Filters, look: Look) -> Panel:
    name = "Openness and trust"
    steps = labels(lens, trust="trust_", overtness="overtness_")
    times = hypothesis.points(ask("timing", lens))
    drawings = [Drawing(name, charts.timing(times, steps, look), reading.TIMING)]
    if times.open_people.any():
        drawn = charts.openness(times, steps, look)
        drawings.append(Drawing("How openly it is named", drawn, reading.OPENNESS))
    rows = Rows(name, tables.timing(times, steps), ("When", "Trust", "Openness"), is_drawn=True)
    return Panel(
        "timing", _title("timing", lens),
        _plain(headlines.timing(times), *headlines.openly_named(times)),
        tuple(drawings), (rows,), _plain(voices(lens, "observation")),
    )  # fmt: skip


class OneTimeline(NamedTuple):
    """Trust and its dots, the behaviours, the blocks and what was going on, in the same times."""

    trust: pd.DataFrame
    dots: pd.DataFrame
    behaviours: pd.DataFrame
    blocks: pd.DataFrame
    events: pd.DataFrame


def one_timeline(lens: Lens, months: int) -> OneTimeline:
    """What the picture of everything together is drawn from, in steps of so many months."""
    # Of no behaviour: the row of trust alone.
    answer = ask("pace", lens, behaviour="", months=months)
    return OneTimeline(
        honesty.judged(answer[answer.signal == "trust"], top=5),
        ask("pace_dots", lens, behaviour="", months=months),
        honesty.judged(ask("together", lens, months=months)),
        ask("together_blocks", lens, months=months),
        ask("events", lens),
    )


def called(lens: Lens) -> charts.Called:
    """What the sections and the effects of the one timeline are called."""
    phrases = vocabulary.phrases(lens.words)
    return charts.Called(
        trust=phrases["pace.trust"], behaviours=phrases["together.behaviours"],
        blocks=phrases["together.blocks"], effects=labels(lens, effect=""),
    )  # fmt: skip


def _together(lens: Lens, filters: Filters, look: Look) -> Panel:
    name, line, names = "One timeline", one_timeline(lens, lens.months), called(lens)
    drawn = charts.together(*line, names, look)
    table = tables.together(line.trust, line.behaviours, line.blocks, names)
    said = headlines.together(line.trust, line.behaviours, line.blocks, line.events)
    return Panel(
        "together", _title("together", lens), _plain(said),
        (Drawing(name, drawn, reading.TOGETHER),),
        (
            Rows(name, table, ("Of what", "When", "Heard"), is_drawn=True),
            _going_on(line.events),
        ),
        _plain(voices(lens, "observation")),
    )  # fmt: skip


# --- entry, approach ----------------------------------------------------------------------------


def _entry(lens: Lens, filters: Filters, look: Look) -> Panel:
    name, places = "Routes in", titles(lens)
    phrases = vocabulary.phrases(lens.words)
    altitudes = list(labels(lens, altitude="").values())
    table, energy = ask("entry", lens), ask("entry_energy", lens)
    said = [headlines.entry(table, places)]
    if lens.beside:
        said.append(headlines.side_by_side(int(ask("entry_kept_back", lens).steps[0])))
    drawn = charts.entry(table, energy, lens, places, phrases, altitudes, look)
    of_which = ("Place",) if lens.beside else ()
    steps = (*of_which, "When", "Step", phrases["entry.altitude"], "Opened by")
    return Panel(
        "entry", _title("entry", lens), _plain(*said),
        (Drawing(name, drawn, reading.entry(altitudes[0], altitudes[-1])),),
        (
            Rows(name, tables.entry(table, phrases), steps, is_drawn=True),
            Rows("Energy", tables.entry_energy(energy), (*of_which, "When", "What"), is_drawn=True),
        ),
    )  # fmt: skip


def _approach(lens: Lens, filters: Filters, look: Look) -> Panel:
    name, phrases = "Help given and received", vocabulary.phrases(lens.words)
    table, pressures = ask("approach", lens), ask("approach_pressures", lens)
    named = pd.DataFrame(
        {
            "When": [words.lasting(row.started_on, row.ended_on) for row in pressures.itertuples()],
            "What": pressures.title,
            "Note": pressures.note.fillna(""),
        }
    )
    columns = ("When", "Who helped", "Who was helped", "What", "It met")
    drawn = charts.approach(table, phrases, look)
    return Panel(
        "approach", _title("approach", lens), _plain(headlines.approach(table)),
        (Drawing(name, drawn, reading.APPROACH),),
        (
            Rows(name, tables.approach(table), columns, is_drawn=True),
            Rows(phrases["approach.pressures"], named, ("When", "What")),
        ),
    )  # fmt: skip


# --- infrastructure -----------------------------------------------------------------------------


def block_labels(lens: Lens) -> dict[str, str]:
    """What the columns are called that count people by what they say of a block."""
    names = labels(lens, readiness="level_", effect="", confidence="confidence_")
    enough = {
        column: names[level] for column, level in zip(charts.ENOUGH, charts.LEVELS, strict=False)
    }
    return names | enough | {"no_level": "No view of how far"}


def _infrastructure(lens: Lens, filters: Filters, look: Look) -> Panel:
    name, names = "Infrastructure readiness", block_labels(lens)
    table, pairs = ask("infrastructure", lens), ask("blocks_and_behaviours", lens)
    along = ("Block", "How far along", "Good enough", "What it does", "How it moved")
    said = [headlines.infrastructure(table)]
    drawn = charts.infrastructure(table, names, look)
    drawings = [Drawing(name, drawn, reading.INFRASTRUCTURE)]
    rows = [Rows(name, tables.infrastructure(table, names), along, is_drawn=True)]
    if pairs.people.any():
        said.append(headlines.blocks_and_behaviours(pairs))
        crossed = charts.blocks_and_behaviours(pairs, names, look)
        drawings.append(Drawing("Blocks and behaviours", crossed, reading.BLOCKS_AND_BEHAVIOURS))
        table_of_pairs = tables.blocks_and_behaviours(pairs, names)
        columns = ("Block", "Behaviour", "What it does", "People")
        rows.append(Rows("Blocks and behaviours", table_of_pairs, columns, is_drawn=True))
    opened = _block(lens, table, names, filters.get("block", ""), look)
    steps = tables.infrastructure(table[table.next_step.notna()], names)
    if len(steps):
        rows.append(Rows("Next steps people named", steps, ("Block", "Next step", "By")))
    return Panel(
        "infrastructure", _title("infrastructure", lens), _plain(*said, *opened.said),
        (*drawings, *opened.drawings), (*rows, *opened.rows), _plain(voices(lens, "block_view")),
    )  # fmt: skip


def _block(
    lens: Lens, table: pd.DataFrame, names: dict[str, str], block: str, look: Look
) -> _Opened:
    """Who put a block where, which an address opens."""
    found = table[(table.block == block) & (table.people > 0)]
    if found.empty:
        return _Opened()
    row: Any = next(found.itertuples())
    called = f"**{words.literal(row.block_label)}.**"
    if not shows_each(lens, row.people):
        return _Opened((f"{called} {headlines.too_few(row)}",))
    views = ask("block", lens, block=block)
    said = f"{called} {headlines.block(row, views, names)}"
    if not views[["level", "good_enough"]].notna().any(axis=None):
        return _Opened((said,))
    drawn = charts.block(views, names, look)
    return _Opened(
        (said,), (Drawing(f"Everybody's view: {row.block_label}", drawn, reading.BLOCK),)
    )


#: Each page that shows something, in the order of the menu, with what makes its panel.
PAGES: dict[str, Make] = {
    "home": _home,
    "behaviours": _behaviours,
    "pace": _pace,
    "entry": _entry,
    "timing": _timing,
    "approach": _approach,
    "infrastructure": _infrastructure,
    "learning": _learning,
    "together": _together,
}
