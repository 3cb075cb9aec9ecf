"""Which cell of the heatmap is opened, by a click or from a list: the address says it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from mirror import address
from mirror.lens import JOINT

CLOSED = "none"


def pick() -> None:
    """Open the cell that was clicked."""
    picked = st.session_state.behaviours.selection.get("cell", [])
    if picked:
        address.choose("cell", picked[0]["behaviour"] + JOINT + picked[0]["part"])


def close() -> None:
    """Open none."""
    address.choose("cell", CLOSED)


def is_open() -> bool:
    """Whether the address says that one is opened."""
    return st.query_params.get("cell", CLOSED) != CLOSED


def choose(table: pd.DataFrame) -> Any | None:
    """The row of the cell that is opened, of those in `table`; None where none of them is."""
    rows = {row.behaviour + JOINT + row.part: row for row in table.itertuples()}
    names = {CLOSED: "Choose one here, or click it above"}
    names |= {code: called(row) for code, row in rows.items()}
    return rows.get(address.choice("Look inside a cell", "cell", names, default=CLOSED))


def called(row: Any) -> str:
    """What a cell is called."""
    return f"{row.behaviour_label} · {row.part_label}"
