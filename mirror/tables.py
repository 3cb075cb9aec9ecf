"""The rows behind each picture, under headings that a reader knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from mirror import charts, words

_LEFT = {"parked": "Parked question", "step": "Next step"}


def home(found: dict[str, pd.DataFrame], labels: dict[str, str]) -> pd.DataFrame:
    """A row for each thing that the page tells of, the sectors and parts not heard of too."""
    rows = [
        {"About": labels[f"home.{name}"], **_told(name, row)}
        for name, table in found.items()
        for row in table.itertuples()
    ]
    columns = ["About", "What", "People", "When", "In words"]
    return pd.DataFrame(rows, columns=columns, dtype=object).fillna("")


def _told(name: str, row: Any) -> dict[str, object]:
    """What a row of the home page says: what, how many people, when and in which words."""
    match name:
        case "noticed":
            what = words.counted(int(row.things), row.label) if row.about == "kind" else row.label
            return {"What": what, "People": str(row.people)}
        case "quiet":
            last = f"last on {words.day(row.last_day)}"
            return {"What": row.label, "People": str(row.people), "When": last}
        case "apart":
            said = words.apart(row.gap)
            return {"What": row.label, "People": str(row.people), "In words": said}
        case "left":
            what = f"{_LEFT[row.kind]}: {row.said}"
            return {"What": what, "When": words.promised("", row.by_when), "In words": row.who}
        case "loops":
            due = f"due {words.day(row.revisit_on)}"
            return {"What": row.question, "When": due, "In words": row.assumption_before}
        case _:
            when = words.span(row.started_on, row.ended_on)
            what = f"{row.kind_label}: {row.title}"
            return {"What": what, "When": when, "In words": row.note}


def behaviours(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each behaviour in each part: what was heard, from how many, how far apart."""
    return pd.DataFrame(
        {
            "Family": table.family_label,
            "Behaviour": table.behaviour_label,
            "Part": table.part_label,
            "Heard": [charts.cell_text(row).replace("\n", ", ") for row in table.itertuples()],
            "People": table.people,
            "Notes": table.notes,
            "Low": table.low.round(1),
            "High": table.high.round(1),
            "Two people differ by": _differ(table),
        }
    )


def families(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each family in each part: how many people spoke, and of how many behaviours."""
    return pd.DataFrame(
        {
            "Family": table.family_label,
            "Part": table.part_label,
            "People": table.people,
            "Behaviours spoken of": [
                f"{row.heard} of {row.behaviours}" for row in table.itertuples()
            ],
        }
    )


def two_times(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """A row for each behaviour in each part: what was heard before, and since."""
    before, since = behaviours(then), behaviours(now)
    sides = {"Before": before, "Since": since}
    return pd.DataFrame(
        {"Where": before.Behaviour + " · " + before.Part, "Family": before.Family}
    ).assign(
        **{side: table["Heard"] for side, table in sides.items()},
        **{
            f"{column}, {side.lower()}": table[column]
            for column in ("People", "Notes", "Low", "High", "Two people differ by")
            for side, table in sides.items()
        },
    )


def pace(table: pd.DataFrame, signals: list[charts.Signal]) -> pd.DataFrame:
    """A row for each signal and time: what was heard, from how many, how far apart."""
    titles = {signal.name: signal.title for signal in signals}
    return pd.DataFrame(
        {
            "Signal": table.signal.map(titles),
            "When": [words.stretch(row.stretch, row.months) for row in table.itertuples()],
            "Heard": [
                "quiet" if not row.people else charts.cell_text(row).replace("\n", ", ")
                for row in table.itertuples()
            ],
            "People": table.people,
            "Also spoke the time before": table.shared,
            "Notes": table.notes,
            "Low": table.low.round(1),
            "High": table.high.round(1),
            "Two people differ by": _differ(table),
        }
    )


def events(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each event: what, and when."""
    return pd.DataFrame(
        {
            "When": [
                words.lasted(row.kind, row.started_on, row.ended_on) for row in table.itertuples()
            ],
            "What": table.kind_label,
            "Title": table.title,
        }
    )


def slips(table: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """A row for each slip and each way back, in the order of time: which, when, in which words."""
    return pd.DataFrame(
        {
            "What": table.kind.map(labels),
            "When": [words.span(row.started_on, row.ended_on) for row in table.itertuples()],
            "Title": table.title,
            "Note": table.note.fillna(""),
        }
    )


def relationships(table: pd.DataFrame, steps: Mapping[str, str], until: date) -> pd.DataFrame:
    """A row for each pair: what each side says in words, and when it was last looked at."""
    says = {"One says": "one_says", "The other says": "other_says",
            "Somebody who looks on says": "onlooker_says"}  # fmt: skip
    return pd.DataFrame(
        {
            "One side": table.party,
            "The other side": table.other_party,
            "Heard": [charts.agreement(row) for row in table.itertuples()],
            "Last looked at": [words.last_looked_at(day, until) for day in table.last_day],
            **{
                heading: ["" if pd.isna(value) else f"{value:g}, {steps[f'{value:g}']}"
                          for value in table[column]]
                for heading, column in says.items()
            },
            "People": table.people,
            "Last day": [words.day(day) for day in table.last_day],
        }
    )  # fmt: skip


def entry(table: pd.DataFrame, phrases: dict[str, str]) -> pd.DataFrame:
    """A row for each step on the way in: when, which, how wide, and who opened the door."""
    return pd.DataFrame(
        {
            "Place": table.place_title,
            "When": table.observed_on.map(words.day),
            "Step": table.title,
            phrases["entry.altitude"]: table.altitude_label,
            "Opened by": table.opened_by.fillna("not said"),
            "Note": table.note.fillna(""),
        }
    )


def entry_energy(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each time that people wanted to go somewhere: when, where to."""
    return pd.DataFrame(
        {
            "Place": table.place_title,
            "When": [words.lasting(row.started_on, row.ended_on) for row in table.itertuples()],
            "What": table.title,
            "Note": table.note.fillna(""),
        }
    )


def timing(times: pd.DataFrame, steps: dict[str, str]) -> pd.DataFrame:
    """A row for each time: trust and openness as heard, and how many people at each step."""
    return pd.DataFrame(
        {
            "When": [words.stretch(row.stretch, row.months) for row in times.itertuples()],
            "Trust": _ranges(times.trust_low, times.trust_high, times.trust_people),
            "Openness": _ranges(times.open_low, times.open_high, times.open_people),
            "People on trust": times.trust_people,
            "People on openness": times.open_people,
            **{steps[f"overtness_{step}"]: times[f"step_{step}"] for step in range(1, 5)},
        }
    )


def _ranges(low: pd.Series[float], high: pd.Series[float], people: pd.Series[int]) -> list[str]:
    return [
        f"{words.between(first, last)} · {words.people(count)}"
        if first == first
        else (words.people(count) if count else "quiet")
        for first, last, count in zip(low, high, people, strict=True)
    ]


def together(
    trust: pd.DataFrame, behaviours: pd.DataFrame, blocks: pd.DataFrame, called: charts.Called
) -> pd.DataFrame:
    """A row for trust, each behaviour and each block in each time: what was heard."""
    parts = [
        _heard(trust, called.trust, [called.trust] * len(trust)),
        _heard(behaviours, called.behaviours, behaviours.behaviour_label),
        pd.DataFrame(
            {
                "What": called.blocks,
                "Of what": blocks.block_label,
                "When": _times(blocks),
                "Heard": [
                    ", ".join(
                        f"{called.effects[effect]} {getattr(row, effect)}"
                        for effect in charts.EFFECTS
                        if getattr(row, effect)
                    )
                    or ("quiet" if not row.people else words.people(row.people))
                    for row in blocks.itertuples()
                ],
                "People": blocks.people,
                **{called.effects[effect]: blocks[effect] for effect in charts.EFFECTS},
            }
        ),
    ]
    return pd.concat(parts, ignore_index=True)


def _heard(table: pd.DataFrame, what: str, of_what: Iterable[str]) -> pd.DataFrame:
    """What was heard of trust or a behaviour in each time."""
    return pd.DataFrame(
        {
            "What": what,
            "Of what": list(of_what),
            "When": _times(table),
            "Heard": [
                "quiet" if not row.people else charts.cell_text(row).replace("\n", ", ")
                for row in table.itertuples()
            ],
            "People": table.people.to_numpy(),
            "Notes": table.notes.to_numpy(),
            "Low": table.low.round(1).to_numpy(),
            "High": table.high.round(1).to_numpy(),
        }
    )


def _times(table: pd.DataFrame) -> list[str]:
    return [words.stretch(row.stretch, row.months) for row in table.itertuples()]


def approach(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each act of help: when, from whom, to whom, what, and what it met."""
    beyond = {True: "not about our own objectives", False: "about our own objectives"}
    return pd.DataFrame(
        {
            "When": table.observed_on.map(words.day),
            "Who helped": table.given_by,
            "Who was helped": table.given_to,
            "What": table.title,
            "It met": table.pressure_met.fillna(""),
            "Objectives": [
                "not said" if pd.isna(said) else beyond[bool(said)]
                for said in table.beyond_objectives
            ],
            "Note": table.note.fillna(""),
        }
    )


def infrastructure(table: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """A row for each block: what people say of it in words, then how many say what."""
    columns = [*charts.LEVELS, *charts.EFFECTS, *charts.CONFIDENCE]
    return pd.DataFrame(
        {
            "Block": table.block_label,
            "People": table.people,
            "How far along": _said(table, charts.LEVELS, labels),
            "What it does": _said(table, charts.EFFECTS, labels),
            "Evidence": _said(table, charts.CONFIDENCE, labels),
            "Good enough": _said(table, charts.ENOUGH, labels),
            "How it moved": [
                words.moved(row.again, row.further, row.as_before, row.back, row.dipped)
                for row in table.itertuples()
            ],
            "Next step": table.next_step.fillna(""),
            "By": _days(table.next_step_by),
            **{labels[column]: table[column] for column in columns},
            **{f"Good enough: {labels[column]}": table[column] for column in charts.ENOUGH},
            "Looked again": table.again,
            "Further along": table.further,
            "As before": table.as_before,
            "Back": table.back,
            "Back in between": table.dipped,
        }
    )


def blocks_and_behaviours(table: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """A row for each pair that somebody spoke of: what they say, then how many say what."""
    spoken = table[table.people > 0]
    return pd.DataFrame(
        {
            "Block": spoken.block_label,
            "Family": spoken.family_label,
            "Behaviour": spoken.behaviour_label,
            "What it does": _said(spoken, charts.EFFECTS, labels),
            "People": spoken.people,
            **{labels[effect]: spoken[effect] for effect in charts.EFFECTS},
        }
    )


def learning(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each loop: what was assumed, tried and found, and where it stands."""
    stands = {"due": "To look at again", "open": "Open", "closed": "Closed"}
    return pd.DataFrame(
        {
            "Question": table.question,
            "Before": table.assumption_before.fillna(""),
            "Tried": table.tried.fillna(""),
            "Happened": table.happened.fillna(""),
            "Now": table.assumption_now.fillna(""),
            "What changed": table.depth_label.fillna(""),
            "Where it stands": table.state.map(stands),
            "Opened": _days(table.opened_on),
            "Look again": _days(table.revisit_on),
            "Closed": _days(table.closed_on),
            "Turns": table.turns,
        }
    )


def _days(days: pd.Series) -> list[str]:
    return ["" if pd.isna(when) else words.day(when) for when in days]


def _said(table: pd.DataFrame, columns: Iterable[str], labels: dict[str, str]) -> list[str]:
    """What people say of each block, such as “Mostly helping 4, Starting to shift 1”."""
    called = {column: labels[column] for column in columns}
    return [words.said(row, called) or "no view yet" for row in table.to_dict("records")]


def _differ(table: pd.DataFrame) -> list[str]:
    """The average gap to the half point, where five people or more can carry it."""
    return [
        f"about {words.points(gap)}" if state in ("range", "split") else ""
        for state, gap in zip(table.state, table.gap, strict=True)
    ]
