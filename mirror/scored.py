"""What a room's scores add up to: a judged row for each subject and turn, and its dots."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from mirror import charts, honesty, rounds, store, words
from mirror.charts import Look, Picture
from mirror.lens import Words
from mirror.rounds import Round


class Scored(NamedTuple):
    """Judged rows (subject, label, turn, people, state, low, high), and dots with their people."""

    table: pd.DataFrame
    dots: pd.DataFrame


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
        return as_rows(self.scored.table)


def shown(held: store.Store, mine: Sequence[Round], spoken: Words) -> Iterator[Shown]:
    """What the closed rounds of one thing come to, a scale at a time."""
    scores = pd.concat([rounds.revealed(held, one, spoken) for one in mine])
    answered = scores[scores.turn == scores.turn.max()].person.nunique()
    subjects = rounds.subjects(held, mine[-1], spoken)
    for anchors, group in groupby(subjects, lambda one: tuple(sorted(one.anchors.items()))):
        asked = list(group)
        first, last = asked[0].low, asked[0].top
        called = dict(anchors)
        steps = [str(step) for step in range(first, last + 1)]
        if len(called) == len(steps):
            steps = [called[step] for step in range(first, last + 1)]
        table = added_up(scores[scores.subject.isin([one.code for one in asked])], first, last)
        name = (
            "What each of us sees" if len(asked) > 1 else f"What each of us sees: {asked[0].label}"
        )
        yield Shown(name, headline(table.table, answered), table, tuple(steps), first)


def added_up(scores: pd.DataFrame, first: int, last: int) -> Scored:
    """The scores of one round and its second turn, on a scale whose steps go from first to last.

    `scores` has a row a person and subject: subject, label, turn, person, score. One person has one
    vote; a middle is drawn only where five people and more can carry it.
    """
    top = float(last - first)
    order = list(dict.fromkeys(scores.subject))
    turns = sorted(set(scores.turn))
    labels = dict(zip(scores.subject, scores.label, strict=True))
    rows = []
    for subject in order:
        for turn in turns:
            votes = (
                scores[(scores.subject == subject) & (scores.turn == turn)].score - first
            ).tolist()
            mean = math.fsum(votes) / len(votes) if votes else math.nan
            apart = honesty.gap(votes)
            rows.append(
                {
                    "subject": subject, "label": labels[subject], "turn": turn,
                    "people": len(votes), "voters": len(votes), "mean": mean,
                    "spread": math.fsum((vote - mean) ** 2 for vote in votes),
                    # Two people see two things where half the scale lies between them.
                    "gap": None if apart is None else apart * 10 / top,
                }
            )  # fmt: skip
    columns = ["subject", "label", "turn", "people", "voters", "mean", "spread", "gap"]
    judged = honesty.judged(pd.DataFrame(rows, columns=columns), top)
    table = judged.assign(**{name: judged[name] + first for name in ("mean", "low", "high")})
    dots = scores.groupby(["subject", "turn", "score"], as_index=False).agg(
        people=("person", "nunique")
    )
    return Scored(table, dots)


def headline(table: pd.DataFrame, answered: int) -> str:
    """How many people answered, on what they differ most widely, and what few had a view of."""
    if table.empty:
        return "Nobody had a view."
    last = table[table.turn == table.turn.max()]
    said = f"**{words.people(answered)}** answered, each alone."
    split = [words.literal(str(label)) for label in last[last.state == "split"].label]
    if split:
        said += f" Seen two ways: {words.listed(split)}."
    few = [words.literal(str(label)) for label in last[last.state.isin(["few", "unheard"])].label]
    if few:
        said += f" Too few had a view of {words.listed(few)}."
    return said


def as_rows(table: pd.DataFrame) -> pd.DataFrame:
    """The rows as a table to read: subject, turn, people, what was heard."""
    heard = [
        f"{words.between(row.low, row.high)}" if row.state == "range"
        else "seen two ways" if row.state == "split" else "too few to show where"
        for row in table.itertuples()
    ]  # fmt: skip
    return pd.DataFrame(
        {
            "What": table.label,
            "When": ["Before talking" if turn == 1 else "After talking" for turn in table.turn],
            "People": table.people,
            "Heard": heard,
        }
    )
