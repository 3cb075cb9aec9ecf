"""Where blocks and behaviours pull apart: noticed and undermined, or helped and unnoticed."""

from __future__ import annotations

import pandas as pd

from mirror import charts, honesty, words

#: At least so many people say of one block that it undermines, or supports, one behaviour.
ENOUGH_TO_SAY = 2
#: So many equal steps cut the scale: in the last a behaviour is noticed, in the first hardly.
STEPS = 3


def undermined(cells: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs of a behaviour that people notice and a block that works against it.

    `cells` is the judged answer to queries/behaviours.sql, `pairs` that to
    queries/blocks_and_behaviours.sql. A behaviour is noticed where a range may be shown and its
    middle lies in the last third of the scale; a block works against it where two people or more
    say so, and more than say that it supports. `where` tells the parts, with range and people.
    """
    noticed = _told(cells[_in_step(cells, STEPS - 1)])
    against = pairs[(pairs.undermines >= ENOUGH_TO_SAY) & (pairs.undermines > pairs.supports)]
    return _paired(against, noticed, cells)


def unnoticed(cells: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs of a behaviour that nobody notices yet and a block that supports it.

    Nobody notices a behaviour if in each part nobody has been heard, or a range may be shown and
    its middle lies in the first third. `where` tells those parts; it is empty where nobody was
    heard of it at all.
    """
    low = _in_step(cells, 0)
    said_more = set(cells[~low & (cells.state != "unheard")].behaviour)
    quiet = dict.fromkeys(set(cells.behaviour) - said_more, "") | {
        behaviour: where
        for behaviour, where in _told(cells[low]).items()
        if behaviour not in said_more
    }
    helped = pairs[(pairs.supports >= ENOUGH_TO_SAY) & (pairs.supports > pairs.undermines)]
    return _paired(helped, quiet, cells)


def _in_step(cells: pd.DataFrame, step: int) -> pd.Series[bool]:
    """Whether a range may be shown of each cell, with its middle in that step of the scale."""
    return pd.Series(
        [
            state == "range" and honesty.shade(mean, STEPS) == step
            for state, mean in zip(cells.state, cells["mean"], strict=True)
        ],
        index=cells.index, dtype=bool,
    )  # fmt: skip


def _told(cells: pd.DataFrame) -> dict[str, str]:
    """For each behaviour its parts in their order, such as “Frontline (6–8 · 11 people)”."""
    return {
        str(behaviour): words.listed(
            [f"{row.part_label} ({charts.cell_text(row)})" for row in rows.itertuples()]
        )
        for behaviour, rows in cells.groupby("behaviour", sort=False)
    }


def _paired(pairs: pd.DataFrame, where: dict[str, str], cells: pd.DataFrame) -> pd.DataFrame:
    """Those pairs whose behaviour is told of, in the behaviours' order and then the blocks'."""
    order = {behaviour: place for place, behaviour in enumerate(dict.fromkeys(cells.behaviour))}
    found = pairs[pairs.behaviour.isin(list(where))]
    found = found.sort_values("behaviour", key=lambda codes: codes.map(order), kind="stable")
    return found.assign(where=found.behaviour.map(where))
