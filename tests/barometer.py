"""Reshapes the Open Data Barometer's scores into the interchange file.

Run `python tests/barometer.py SOURCE OUT`. A country becomes a place, a question a behaviour of
the house's own, a score a strength, and its justification a note.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

#: The survey of 2014 gives no days: its last one stands for all.
SURVEYED = "2014-12-31"
COLUMNS = (
    "observed_on", "place", "part", "behaviour", "observer", "sector", "organisation",
    "strength", "direction", "overtness", "note", "consent",
)  # fmt: skip


def scores(source: Path) -> Iterator[dict[str, str]]:
    """The rows that were scored, as they stand in the source."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["Response"].strip())


def reshape(source: Path, out: Path) -> int:
    """Write the interchange file; how many rows it has."""
    rows = [
        {
            "observed_on": SURVEYED,
            "place": row["Country"],
            "behaviour": row["Question.ID"],
            "observer": f"Expert {row['Country']}",
            "sector": "intermediary",
            "strength": row["Response"],
            "note": row["Justification"],
            "consent": "3",
        }
        for row in scores(source)
    ]
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


if __name__ == "__main__":
    reshape(Path(sys.argv[1]), Path(sys.argv[2]))
