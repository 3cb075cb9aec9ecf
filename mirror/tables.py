"""The rows behind each picture, under headings that a reader knows."""

from __future__ import annotations

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
            "Average gap": _gap(table),
        }
    )


def pace(table: pd.DataFrame, signals: list[charts.Signal]) -> pd.DataFrame:
    """A row for each signal in each quarter: what was heard, from how many, how far apart."""
    titles = {signal.name: signal.title for signal in signals}
    return pd.DataFrame(
        {
            "Signal": table.signal.map(titles),
            "Quarter": [words.quarter(when) for when in table.quarter],
            "Heard": [
                "quiet" if not row.people else charts.cell_text(row).replace("\n", ", ")
                for row in table.itertuples()
            ],
            "People": table.people,
            "Also spoke the quarter before": table.shared,
            "Notes": table.notes,
            "Low": table.low.round(1),
            "High": table.high.round(1),
            "Average gap": _gap(table),
        }
    )


def events(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each event: what, from when, until when."""
    return pd.DataFrame(
        {
            "What": table.kind_label,
            "Title": table.title,
            "From": [words.day(when) for when in table.started_on],
            "Until": ["" if pd.isna(when) else words.day(when) for when in table.ended_on],
        }
    )


def infrastructure(table: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """A row for each block: people at each level, what it does, the evidence, the next step."""
    columns = [*charts.LEVELS, *charts.EFFECTS, *charts.CONFIDENCE]
    return pd.DataFrame(
        {
            "Block": table.block_label,
            "People": table.people,
            **{labels[column]: table[column] for column in columns},
            "Next step": table.next_step.fillna(""),
            "By": ["" if pd.isna(when) else words.day(when) for when in table.next_step_by],
        }
    )


def _gap(table: pd.DataFrame) -> pd.Series[float]:
    """The average gap to the half point, where five people or more can carry it."""
    return ((table.gap * 2).round() / 2).where(table.state.isin(["range", "split"]))
