"""The rows behind each picture, under headings that a reader knows."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from mirror import charts, words


def behaviours(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each behaviour in each part: what was heard, from how many, how far apart."""
    return pd.DataFrame(
        {
            "Family": table.family,
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
            "When": [words.span(row.started_on, row.ended_on) for row in table.itertuples()],
            "What": table.kind_label,
            "Title": table.title,
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
            "Next step": table.next_step.fillna(""),
            "By": _days(table.next_step_by),
            **{labels[column]: table[column] for column in columns},
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
    return [
        ", ".join(f"{labels[column]} {row[column]}" for column in columns if row[column])
        or "no view yet"
        for row in table.to_dict("records")
    ]


def _differ(table: pd.DataFrame) -> list[str]:
    """The average gap to the half point, where five people or more can carry it."""
    return [
        f"about {words.points(gap)}" if state in ("range", "split") else ""
        for state, gap in zip(table.state, table.gap, strict=True)
    ]
