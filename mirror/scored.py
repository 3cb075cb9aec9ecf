"""What a room's scores add up to: a judged row for each subject and turn, and its dots."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, TypedDict
from uuid import UUID

import pandas as pd

from mirror import charts, honesty, rounds, store, words
from mirror.ask import ask
from mirror.charts import Look, Picture
from mirror.lens import Lens, Words
from mirror.rounds import Round


class Scored(NamedTuple):
    """Judged rows (subject, label, turn, people, state, low, high), and dots with their people."""

    table: pd.DataFrame
    dots: pd.DataFrame


class Asked(TypedDict):
    """What is to be scored: behaviours, perhaps of one part, blocks, or a relationship."""

    about: rounds.About
    part: str | None
    party: str | None
    other_party: str | None


def asked(said: Mapping[str, str]) -> Asked:
    """What an address asks to be scored; at first, the behaviours."""
    about = next((one for one in rounds.ABOUT if one == said.get("about")), rounds.ABOUT[0])
    part, one, other = (
        " ".join(said.get(name, "").split()) or None for name in ("part", "party", "other_party")
    )
    return {"about": about, "part": part, "party": one, "other_party": other}


def of_what(asked: Asked, lens: Lens) -> str:
    """What is scored, by the part or by the two parties; nothing where it is the whole place."""
    if asked["party"] and asked["other_party"]:
        return f"{asked['party']} and {asked['other_party']}"
    parts = ask("part_words", lens)
    return str(dict(zip(parts.code, parts.label, strict=True)).get(asked["part"], ""))


def rounds_of(held: store.Store, gathering: UUID, asked: Asked) -> list[Round]:
    """The rounds of a gathering that asked the same, in their order."""
    thing = (asked["about"], asked["part"], asked["party"], asked["other_party"])
    return [one for one in rounds.of(held, gathering) if one.thing == thing]


@dataclass(frozen=True)
class Shown:
    """What was scored on one scale: its headline, its judged rows and dots, its steps in words."""

    name: str
    said: str
    scored: Scored
    steps: tuple[str, ...]
    first: int

    def drawn(self, look: Look) -> Picture:
        """The picture of it."""
        return charts.scoring(*self.scored, self.steps, self.first, look)

    @property
    def rows(self) -> pd.DataFrame:
        """The rows behind the picture, to be read."""
        return as_rows(self.scored, self.steps, self.first)


def shown(held: store.Store, mine: Sequence[Round], spoken: Words) -> Iterator[Shown]:
    """What the closed rounds of one thing come to, a scale at a time."""
    by_turn = attrgetter("turn")
    # Two windows could once open the same turn: each person counts once in it all the same.
    turns = [
        _latest(rounds.revealed(held, one, spoken) for one in of_turn)
        for _, of_turn in groupby(sorted(mine, key=by_turn), key=by_turn)
    ]
    said = headline([scores.person.nunique() for scores in turns])
    if len(turns) > 1:
        # Who said nothing new of a subject stands where they were.
        turns[1] = _latest([turns[0].assign(turn=2), turns[1]])
    scores = pd.concat(turns)
    subjects = rounds.subjects(held, mine[-1].about, spoken)
    for anchors, group in groupby(subjects, lambda one: tuple(sorted(one.anchors.items()))):
        asked = list(group)
        first, last = asked[0].low, asked[0].top
        called = dict(anchors)
        steps = [str(step) for step in range(first, last + 1)]
        if len(called) == len(steps):
            steps = [called[step] for step in range(first, last + 1)]
        labels = {one.code: one.label for one in asked}
        together = added_up(scores, labels, len(turns), first, last)
        if mine[-1].about == "block":
            together = _counted(together)
        name = "What each of us sees"
        name += f": {asked[0].label}" if len(asked) == 1 else ""
        yield Shown(name, said, together, tuple(steps), first)


def _counted(together: Scored) -> Scored:
    """The same for levels, which are counted and never averaged: dots, and no range."""
    states = together.table.state.replace({"range": "counted", "split": "counted"})
    return together._replace(table=together.table.assign(state=states))


def _latest(scores: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """What each person said of each subject, the last of it."""
    return pd.concat(scores).drop_duplicates(["person", "subject"], keep="last")


def added_up(
    scores: pd.DataFrame, labels: Mapping[str, str], turns: int, first: int, last: int
) -> Scored:
    """The scores of a thing's rounds, on a scale whose steps go from first to last.

    `scores` has a row a person and subject: subject, turn, person, score. `labels` names the
    subjects in their order. One person has one vote; a middle is drawn only where five people and
    more can carry it.
    """
    top = float(last - first)
    rows = []
    for subject, label in labels.items():
        for turn in range(1, turns + 1):
            of = scores[(scores.subject == subject) & (scores.turn == turn)]
            votes = (of.score - first).tolist()
            mean = math.fsum(votes) / len(votes) if votes else math.nan
            apart = honesty.gap(votes)
            rows.append(
                {
                    "subject": subject, "label": label, "turn": turn,
                    "people": len(votes), "voters": len(votes), "mean": mean,
                    "spread": math.fsum((vote - mean) ** 2 for vote in votes),
                    # Two people see two things where half the scale lies between them.
                    "gap": None if apart is None else apart * 10 / top,
                }
            )  # fmt: skip
    columns = ["subject", "label", "turn", "people", "voters", "mean", "spread", "gap"]
    judged = honesty.judged(pd.DataFrame(rows, columns=columns), top)
    table = judged.assign(**{name: judged[name] + first for name in ("mean", "low", "high")})
    mine = scores[scores.subject.isin(labels)]
    dots = mine.groupby(["subject", "turn", "score"], as_index=False).agg(
        people=("person", "nunique")
    )
    return Scored(table, dots)


def headline(answered: Sequence[int]) -> str:
    """How many people answered in each turn."""
    said = f"**{words.people(answered[0])}** answered, each alone."
    if len(answered) > 1:
        said += f" **{words.people(answered[1])}** answered again after talking."
        said += " Open dots: before. Who said nothing new stands where they were."
    return said


def as_rows(scored: Scored, steps: Sequence[str], first: int) -> pd.DataFrame:
    """The rows as a table to read: what was scored, when, by how many, and what was heard."""
    return pd.DataFrame(
        {
            "What": scored.table.label,
            "When": ["Before talking" if turn == 1 else "After talking"
                     for turn in scored.table.turn],
            "People": scored.table.people,
            "Heard": [_heard(row, scored.dots, steps, first) for row in scored.table.itertuples()],
        }
    )  # fmt: skip


def _heard(row: Any, dots: pd.DataFrame, steps: Sequence[str], first: int) -> str:
    match row.state:
        case "range":
            return words.between(row.low, row.high)
        case "counted":
            mine = dots[(dots.subject == row.subject) & (dots.turn == row.turn)]
            counts = dict(zip(mine.score, mine.people, strict=True))
            return words.said(
                {step: counts.get(place, 0) for place, step in enumerate(steps, start=first)},
                dict(zip(steps, steps, strict=True)),
            )
        case "split":
            return "seen two ways"
        case "few":
            return "too few to show where"
        case _:
            return "no view"
